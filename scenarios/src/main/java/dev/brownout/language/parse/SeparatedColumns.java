package dev.brownout.language.parse;

import dev.brownout.spec.ColumnSeparator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Divides the lines of a table into columns. A column may be quoted as in RFC 4180, but not contain the end of a line.
 *
 * @param separator the separator of the columns
 */
record SeparatedColumns(ColumnSeparator separator) {
    private static final char QUOTE = '"';
    private static final List<ColumnSeparator> DETECTED =
            List.of(ColumnSeparator.TAB, ColumnSeparator.SEMICOLON, ColumnSeparator.COMMA, ColumnSeparator.PIPE);

    /** Returns the separator that a line contains outside of quotes; a comma if there is none. */
    static SeparatedColumns detected(String line) {
        return DETECTED.stream()
                .map(SeparatedColumns::new)
                .filter(columns ->
                        columns.of(line).filter(all -> all.size() > 1).isPresent())
                .findFirst()
                .orElse(new SeparatedColumns(ColumnSeparator.COMMA));
    }

    /** Returns the columns of a line, without quotes and surrounding spaces; empty if a quote is not closed. */
    Optional<List<String>> of(String line) {
        List<String> columns = new ArrayList<>();
        StringBuilder column = new StringBuilder();
        boolean quoted = false;
        String text = separator == ColumnSeparator.SPACE ? line.strip() : line;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == QUOTE && i + 1 < text.length() && text.charAt(i + 1) == QUOTE) {
                column.append(c);
                i++;
            } else if (c == QUOTE && (quoted || column.toString().isBlank())) {
                quoted = !quoted;
            } else if (!quoted && c == separator.character()) {
                if (separator != ColumnSeparator.SPACE || text.charAt(i - 1) != ' ') {
                    columns.add(column.toString().strip());
                }
                column.setLength(0);
            } else {
                column.append(c);
            }
        }
        columns.add(column.toString().strip());
        return quoted ? Optional.empty() : Optional.of(columns);
    }
}
