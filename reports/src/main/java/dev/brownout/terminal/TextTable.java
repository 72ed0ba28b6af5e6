package dev.brownout.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells as lines of a terminal. */
public final class TextTable {
    private static final String GAP = "  ";
    private static final int LEAST = 8;

    private TextTable() {}

    /**
     * Lays rows out in columns two blanks apart; the first is indented likewise.
     *
     * @param alignment one letter a column: {@code l} for left, {@code r} for right, {@code c} for left and cut where
     *     the line would be too long
     * @param width of the longest line
     */
    public static List<String> lines(List<List<String>> rows, String alignment, int width) {
        int[] widths = new int[alignment.length()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Columns.width(row.get(i)));
            }
        }
        int total = 0;
        for (int one : widths) {
            total += GAP.length() + one;
        }
        for (int i = 0; i < widths.length && total > width; i++) {
            if (alignment.charAt(i) == 'c') {
                int cut = Math.max(LEAST, widths[i] - (total - width));
                total -= widths[i] - cut;
                widths[i] = cut;
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                boolean right = alignment.charAt(i) == 'r';
                String cell = right ? Columns.right(row.get(i), widths[i]) : Columns.left(row.get(i), widths[i]);
                line.append(GAP).append(cell);
            }
            lines.add(Columns.cut(line.toString().stripTrailing(), width));
        }
        return lines;
    }
}
