package dev.brownout.export;

import dev.brownout.summary.Column;
import dev.brownout.summary.OutputFormat;
import dev.brownout.summary.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table for programs, and facts about all of it. Equal ones are equal bytes. No two columns are called alike, for
 * programs know them by their names.
 *
 * @param facts by name, for the JSON form alone
 * @param table of which the columns of {@link OutputFormat#DATA} are written
 */
public record Dataset(Map<String, Object> facts, Table table) {
    /** The number of the JSON form, which grows when what stands in it is no longer what it was. */
    private static final int VERSION = 1;

    /** Takes the facts as they are now. */
    public Dataset {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        table = table.in(OutputFormat.DATA);
        Set<String> names = new LinkedHashSet<>();
        for (Column column : table.columns()) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException("two columns are called " + column.name());
            }
        }
    }

    /** The table by RFC 4180, with {@code \n} at the ends of lines and "no data" as an empty cell, in UTF-8. */
    public byte[] csv() {
        StringBuilder text = new StringBuilder();
        line(text, table.columns().stream().map(column -> Csv.cell(column.name())));
        table.rows().forEach(row -> line(text, row.cells().stream().map(cell -> cell(cell.value()))));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The number of the form, the facts, and under {@code rows} an object for each row, in UTF-8. */
    public byte[] json() {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Table.Row row : table.rows()) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int i = 0; i < row.cells().size(); i++) {
                object.put(table.columns().get(i).name(), row.cells().get(i).value());
            }
            objects.add(object);
        }
        Map<String, Object> document = new LinkedHashMap<>(facts);
        document.put("version", VERSION);
        document.put("rows", objects);
        return ResultJson.document(document);
    }

    private static void line(StringBuilder text, Stream<String> cells) {
        text.append(cells.collect(Collectors.joining(","))).append('\n');
    }

    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof Double number ? DoubleFormat.text(number) : Csv.cell(value.toString());
    }
}
