package dev.brownout.randomscenario;

import dev.brownout.language.parse.ScalarParser;
import dev.brownout.spec.ColumnSeparator;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import dev.brownout.spec.TableColumn;
import dev.brownout.spec.TableColumn.Content;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Shape of a table that a function names. Its columns are in the order of the contents, each with its argument as name.
 *
 * @param columns the arguments of the columns
 * @param contents the contents of the columns
 * @param chosen the contents with an argument
 * @param header whether the first line has the names
 * @param separator the separator of the columns
 */
record TableTexts(
        List<String> columns, List<Content> contents, Set<Content> chosen, boolean header, ColumnSeparator separator) {
    /** Table without columns. */
    static final TableTexts NONE = new TableTexts(List.of(), List.of(), Set.of(), false, ColumnSeparator.COMMA);

    /** Returns a table for the chosen arguments of a function. Columns without an argument are those by default. */
    static TableTexts of(SpecFields fields, List<SpecField> chosen, Chance chance) {
        List<String> columns = new ArrayList<>();
        List<Content> contents = new ArrayList<>();
        Set<Content> written = EnumSet.noneOf(Content.class);
        for (Content content : Content.values()) {
            for (SpecField field : fields.fields()) {
                TableColumn column = fields.annotation(field, TableColumn.class).orElse(null);
                if (column != null && column.value() == content && (chosen.contains(field) || column.position() > 0)) {
                    columns.add(field.name());
                    contents.add(content);
                    if (chosen.contains(field)) {
                        written.add(content);
                    }
                }
            }
        }
        boolean header = chosen.stream().anyMatch(field -> field.name().equals("header"));
        boolean separated = chosen.stream().anyMatch(field -> field.name().equals("separator"));
        ColumnSeparator separator = separated ? chance.of(List.of(ColumnSeparator.values())) : ColumnSeparator.COMMA;
        return new TableTexts(columns, contents, written, header, separator);
    }

    /** Returns the value of an argument that describes the table: a column, the header or the separator. */
    String argument(SpecField field) {
        return switch (field.name()) {
            case "header" -> "true";
            case "separator" -> ScalarParser.written(separator);
            default -> header ? field.name() : Integer.toString(columns.indexOf(field.name()) + 1);
        };
    }

    /** Returns the lines of the table from the values of its rows. */
    String lines(List<List<String>> rows) {
        String between = Character.toString(separator.character());
        return (header ? String.join(between, columns) + "\n" : "")
                + rows.stream().map(row -> String.join(between, row) + "\n").collect(Collectors.joining());
    }
}
