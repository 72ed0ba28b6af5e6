package dev.brownout.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows whose cells stand under each other; when they are too wide together, the first column gives way. */
final class Table {

    private static final String GAP = "  ";
    private static final int LEAST_FIRST = 12;

    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] right;

    /** A table whose columns are left-aligned ({@code l}) or right-aligned ({@code r}), one letter each. */
    Table(String alignment) {
        right = new boolean[alignment.length()];
        for (int i = 0; i < right.length; i++) {
            right[i] = alignment.charAt(i) == 'r';
        }
    }

    Table row(String... cells) {
        if (cells.length != right.length) {
            throw new IllegalArgumentException(cells.length + " cells for " + right.length + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** The rows as lines of at most {@code width} columns. */
    List<String> lines(int width) {
        int[] widths = new int[right.length];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Columns.width(row.get(i)));
            }
        }
        shrink(widths, width);
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = right[i] ? Columns.right(row.get(i), widths[i]) : Columns.left(row.get(i), widths[i]);
                line.append(i == 0 ? "" : GAP).append(cell);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static void shrink(int[] widths, int width) {
        int excess = (widths.length - 1) * GAP.length() - width;
        for (int each : widths) {
            excess += each;
        }
        for (int i = 0; i < widths.length && excess > 0; i++) {
            int given = Math.max(0, Math.min(excess, widths[i] - LEAST_FIRST));
            widths[i] -= given;
            excess -= given;
        }
    }
}
