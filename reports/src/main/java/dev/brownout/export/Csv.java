package dev.brownout.export;

import java.util.regex.Pattern;

/**
 * Formats cells of a table according to RFC 4180. Spreadsheets interpret a text as a formula if it begins with
 * {@code =}, {@code +}, {@code -}, {@code @}, a tab or a line break. Such a text gets a leading apostrophe, which keeps
 * it a text (OWASP, "CSV Injection"). Numbers are not changed.
 */
final class Csv {
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\\t\\r\\n].*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");

    private Csv() {}

    /** Returns a text as a cell. */
    static String cell(String text) {
        boolean formula =
                FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches();
        String cell = formula ? "'" + text : text;
        boolean isBare = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return isBare ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
