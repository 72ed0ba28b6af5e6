package dev.brownout.export;

import java.util.regex.Pattern;

/**
 * Cells of a table by RFC 4180. A spreadsheet takes a text that begins with {@code =}, {@code +}, {@code -}, {@code @},
 * a tab or the end of a line for a formula; such a text gets an apostrophe in front, which keeps it a text (OWASP, "CSV
 * Injection").
 */
final class Csv {
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\\t\\r\\n].*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private Csv() {}

    /** A text as a cell. */
    static String cell(String text) {
        boolean formula =
                FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches();
        String cell = formula ? "'" + text : text;
        boolean bare = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return bare ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
