package dev.brownout.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an experiment found, for programs: a table, and facts about all of it. Equal tables are equal bytes.
 *
 * @param facts by name, for the JSON form alone
 * @param columns names of the columns
 * @param rows a cell for each column: a text, a number, a truth value, or {@code null}; {@code NaN} is "no data"
 */
public record Table(Map<String, Object> facts, List<String> columns, List<List<Object>> rows) {

    /** Takes the collections as they are now. */
    public Table {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        columns = List.copyOf(columns);
        rows = rows.stream()
                .map(row -> Collections.unmodifiableList(new ArrayList<>(row)))
                .toList();
    }

    /** The table by RFC 4180, with {@code \n} at the ends of lines and "no data" as an empty cell, in UTF-8. */
    public byte[] csv() {
        StringBuilder text = new StringBuilder();
        line(text, List.copyOf(columns));
        rows.forEach(row -> line(text, row));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The facts, and under {@code rows} an object for each row, in UTF-8. */
    public byte[] json() {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (List<Object> row : rows) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                object.put(columns.get(i), row.get(i));
            }
            objects.add(object);
        }
        Map<String, Object> document = new LinkedHashMap<>(facts);
        document.put("rows", objects);
        return ResultJson.document(document);
    }

    private static void line(StringBuilder text, List<?> cells) {
        for (int i = 0; i < cells.size(); i++) {
            text.append(i == 0 ? "" : ",").append(cell(cells.get(i)));
        }
        text.append('\n');
    }

    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof Double number ? Numbers.text(number) : Csv.cell(value.toString());
    }
}
