package dev.brownout.terminal;

import dev.brownout.format.DisplayWidth;
import dev.brownout.summary.Column;
import dev.brownout.summary.OutputFormat;
import dev.brownout.summary.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Renders tables as lines of a terminal with aligned columns. */
public final class TableLines {
    private static final String GAP = "  ";

    private TableLines() {}

    /** Returns the lines of the terminal form of a table, each after a margin, without color. */
    public static List<String> lines(Table table, int width, String margin) {
        return lines(table, width - margin.length(), new AnsiStyle(false)).stream()
                .map(line -> DisplayWidth.cut(margin + line, width))
                .toList();
    }

    /**
     * Returns lines of a width, with a line of headings first if there are any. If the columns do not fit when they are
     * narrowed, the last ones follow below, with the first column again. Lines of two columns may be longer.
     */
    static List<String> lines(Table whole, int width, AnsiStyle ink) {
        Table table = whole.in(OutputFormat.TERMINAL);
        int columns = table.columns().size();
        int fitting = columns;
        List<String> lines = aligned(table, width, ink);
        while (fitting > 2 && lines.stream().anyMatch(line -> DisplayWidth.width(line) > width)) {
            fitting--;
            lines = aligned(table.withColumns(IntStream.range(0, fitting).toArray()), width, ink);
        }
        if (fitting < columns) {
            int rest = fitting;
            lines.addAll(lines(
                    table.withColumns(IntStream.range(rest - 1, columns)
                            .map(i -> i < rest ? 0 : i)
                            .toArray()),
                    width,
                    ink));
        }
        return lines;
    }

    private static List<String> aligned(Table table, int width, AnsiStyle ink) {
        List<List<String>> rows = new ArrayList<>();
        List<String> head = table.columns().stream().map(Column::brief).toList();
        if (!head.stream().allMatch(String::isEmpty)) {
            rows.add(head);
        }
        for (Table.Row row : table.rows()) {
            rows.add(row.cells().stream()
                    .map(cell -> ink.marked(cell.brief(), cell.tone()))
                    .toList());
        }
        int[] widths = widths(rows, table.columns(), width);
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                boolean right = table.columns().get(i).right();
                line.append(i == 0 ? "" : GAP)
                        .append(
                                right
                                        ? DisplayWidth.right(row.get(i), widths[i])
                                        : DisplayWidth.left(row.get(i), widths[i]));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    /** Returns the widths of the columns. If their sum is too large, the first columns are narrowed. */
    private static int[] widths(List<List<String>> rows, List<Column> columns, int width) {
        int[] widths = new int[columns.size()];
        int excess = (widths.length - 1) * GAP.length() - width;
        for (int i = 0; i < widths.length; i++) {
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], DisplayWidth.width(row.get(i)));
            }
            excess += widths[i];
        }
        for (int i = 0; i < widths.length && excess > 0; i++) {
            int count = Math.max(0, Math.min(excess, widths[i] - columns.get(i).least()));
            widths[i] -= count;
            excess -= count;
        }
        return widths;
    }
}
