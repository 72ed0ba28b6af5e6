package dev.brownout.export;

import dev.brownout.io.FileFormat;
import dev.brownout.json.DoubleFormat;
import dev.brownout.summary.Cell;
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
 * A table for programs, with facts about the whole table. Equal datasets yield equal bytes. Column names are unique,
 * since programs access columns by name.
 *
 * @param facts facts by name, for JSON only
 * @param table table, reduced to its columns of {@link OutputFormat#DATA}
 */
public record Dataset(Map<String, Object> facts, Table table) {
    /** File format of {@code index.json} and of the JSON output of experiments. */
    static final FileFormat FORMAT = new FileFormat("index.json", 1);

    private static final String PARTIAL = "partial";

    /** Checks that the column names are unique, and copies the facts. */
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

    /**
     * Returns the dataset of an experiment that did not end: with a fact for JSON and a column for CSV, both named
     * {@code partial}.
     *
     * @param reason the reason, in a sentence
     */
    public Dataset partial(String reason) {
        Map<String, Object> more = new LinkedHashMap<>(facts);
        more.put(PARTIAL, reason);
        List<Column> columns = new ArrayList<>(table.columns());
        columns.add(Column.text(PARTIAL).in(OutputFormat.DATA));
        List<Table.Row> rows = new ArrayList<>();
        for (Table.Row row : table.rows()) {
            List<Cell> cells = new ArrayList<>(row.cells());
            cells.add(Cell.of(reason));
            rows.add(new Table.Row(cells, row.forms()));
        }
        return new Dataset(more, new Table(columns, rows));
    }

    /**
     * Returns the table as CSV according to RFC 4180, with {@code \n} as line end, and "no data" as an empty cell, in
     * UTF-8.
     */
    public byte[] csv() {
        StringBuilder text = new StringBuilder();
        line(text, table.columns().stream().map(column -> Csv.cell(column.name())));
        table.rows().forEach(row -> line(text, row.cells().stream().map(cell -> cell(cell.value()))));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns the dataset as JSON in UTF-8: the format version, the facts, the names of the columns in their order, and
     * under {@code rows} an object for each row.
     */
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
        document.put("version", FORMAT.version());
        document.put("columns", table.columns().stream().map(Column::name).toList());
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
