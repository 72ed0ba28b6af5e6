package dev.brownout.terminal;

import dev.brownout.format.DisplayWidth;
import dev.brownout.summary.Cell;
import dev.brownout.summary.Column;
import dev.brownout.summary.Table;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Renders a table with one column per item, such as a variant, so that it fits a terminal. It is rendered as is if it
 * fits. Otherwise it is transposed, with one row per item. If that does not fit either, the columns are numbered and a
 * legend is added. The first column of the table names the rows, and the last one is a note on each row. Outcomes are
 * left-aligned with the note before them, numbers are right-aligned with the note behind them.
 */
public final class TransposedTable {
    private static final String GAP = "  ";
    private static final char NO_BREAK = '\u00a0';
    /** Preferred maximum number of lines of a heading. */
    private static final int FEW = 2;

    private static final int MAXIMUM = 3;
    /** Minimum number of columns for the name of an item. */
    private static final int NAME = 20;

    private final List<String> items;
    private final boolean outcomes;
    private final Table table;
    private final int width;
    private final AnsiStyle ink;

    /**
     * A rendered table.
     *
     * @param whole whether it shows all rows of the table, each in one line
     * @param isSideBySide whether it has one row per item, with another text beside each
     */
    record Laid(List<String> lines, boolean whole, boolean isSideBySide) {}

    TransposedTable(Table table, int width, AnsiStyle ink) {
        this.table = table;
        this.items = table.columns().subList(1, table.columns().size() - 1).stream()
                .map(column -> column.heading())
                .toList();
        this.outcomes = table.columns().get(1).role() == Column.Role.OUTCOME;
        this.width = width;
        this.ink = ink;
    }

    /**
     * Returns the lines of a table, none of them longer than a width.
     *
     * @param needed the number of rows that must be shown if they do not all fit in one table
     */
    public static List<String> lines(Table table, int needed, int width, boolean color) {
        return new TransposedTable(table, width, new AnsiStyle(color))
                .laid(needed, Integer.MAX_VALUE, capacity -> List.of())
                .lines();
    }

    /**
     * Renders the table.
     *
     * @param needed the number of rows that must be shown; further rows are shown as far as they fit
     * @param least the minimum width of the text beside the items
     * @param sideColumn returns that text for a width: two headings, then one line per item
     */
    Laid laid(int needed, int least, IntFunction<List<String>> sideColumn) {
        int rows = table.rows().size();
        Optional<List<String>> straight = straight(1).or(() -> straight(FEW));
        for (int shown = rows; straight.isEmpty() && shown >= needed; shown--) {
            for (int heads = 1; heads <= MAXIMUM; heads++) {
                Optional<Grid> turned = turned(shown, heads, false);
                if (turned.isPresent()) {
                    return laid(turned.get(), least, sideColumn);
                }
            }
            straight = straight(MAXIMUM);
        }
        return straight.map(lines -> new Laid(lines, true, false))
                .orElseGet(() -> turned(needed, MAXIMUM, true)
                        .map(turned -> laid(turned, least, sideColumn))
                        .orElseGet(() -> new Laid(numbered(Math.max(1, needed)), false, false)));
    }

    /** Returns a legend of numbered items. */
    static List<String> legend(List<String> names, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            String entry = (i + 1) + " = " + names.get(i);
            if (line.length() > 0 && DisplayWidth.width(line.toString()) + 3 + DisplayWidth.width(entry) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : "   ").append(entry);
        }
        lines.add(DisplayWidth.cut(line.toString(), width));
        return lines;
    }

    /**
     * A table layout: row names, columns of cells, and headings of several lines.
     *
     * @param corner the text above the row names
     */
    private record Grid(
            String corner, List<String> names, List<List<String>> heads, List<Integer> widths, List<List<Cell>> rows) {
        int nameWidth() {
            return names.stream().mapToInt(DisplayWidth::width).reduce(DisplayWidth.width(corner), Math::max);
        }

        int width() {
            return nameWidth()
                    + widths.stream().mapToInt(width -> GAP.length() + width).sum();
        }
    }

    private List<Cell> column(int number) {
        return table.rows().stream().map(row -> row.cells().get(number)).toList();
    }

    /** Removes the leading and trailing blanks that all cells have in common. They align cells that have no mark. */
    private static List<Cell> trimmed(List<Cell> cells) {
        int before = cells.stream()
                .map(Cell::brief)
                .mapToInt(text -> text.length() - text.stripLeading().length())
                .min()
                .orElse(0);
        int trailing = cells.stream()
                .map(Cell::brief)
                .mapToInt(text -> text.length() - text.stripTrailing().length())
                .min()
                .orElse(0);
        return cells.stream()
                .map(cell -> cell.withBrief(cell.brief()
                        .substring(
                                Math.min(before, cell.brief().length()),
                                Math.max(before, cell.brief().length() - trailing))))
                .toList();
    }

    private List<String> texts(int number) {
        return column(number).stream().map(Cell::brief).toList();
    }

    private static Grid grid(
            String corner,
            List<String> names,
            List<String> heads,
            List<String> notes,
            List<List<Cell>> cells,
            int most) {
        List<List<Cell>> columns = cells.stream().map(TransposedTable::trimmed).toList();
        List<Integer> widths = new ArrayList<>();
        List<List<String>> lines = new ArrayList<>();
        int high = 0;
        for (int i = 0; i < heads.size(); i++) {
            int wide = columns.get(i).stream()
                    .mapToInt(cell -> DisplayWidth.width(cell.brief()))
                    .reduce(Math.max(1, DisplayWidth.width(notes.get(i))), Math::max);
            while (!fits(heads.get(i), wide, most)) {
                wide++;
            }
            widths.add(wide);
            lines.add(balanced(heads.get(i), wide));
            high = Math.max(high, lines.get(i).size());
        }
        boolean noted = notes.stream().anyMatch(note -> !note.isEmpty());
        List<List<String>> above = new ArrayList<>();
        for (int line = 0; line < high; line++) {
            int index = line;
            int all = high;
            above.add(lines.stream()
                    .map(head -> index < all - head.size() ? "" : head.get(index - all + head.size()))
                    .toList());
        }
        if (noted) {
            above.add(notes);
        }
        List<List<Cell>> rows = IntStream.range(0, names.size())
                .mapToObj(row -> columns.stream().map(column -> column.get(row)).toList())
                .toList();
        return new Grid(corner, names, above, widths, rows);
    }

    /** Breaks a heading into as few lines as a width allows, of similar lengths. */
    private static List<String> balanced(String text, int wide) {
        int lines = head(text, wide).size();
        int least = 1;
        while (!fits(text, least, lines)) {
            least++;
        }
        return head(text, least);
    }

    /** Breaks a heading into lines, at blanks and after the dots of names. */
    private static List<String> head(String text, int wide) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            String gap = " ";
            for (String part : word.split("(?<=\\.)(?=\\p{L})", -1)) {
                if (line.length() > 0 && DisplayWidth.width(line + gap + part) > wide) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.length() == 0 ? "" : gap).append(part);
                gap = "";
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private static boolean fits(String head, int wide, int most) {
        List<String> lines = head(head, wide);
        return lines.size() <= most && lines.stream().allMatch(line -> DisplayWidth.width(line) <= wide);
    }

    /** Renders one column per item, with the notes after them; empty if it is too wide. */
    private Optional<List<String>> straight(int most) {
        List<List<Cell>> columns =
                IntStream.rangeClosed(1, items.size()).mapToObj(this::column).toList();
        Grid grid = grid(
                outcomes ? noted(Messages.text("report.bound_column"), rowNames(), noteWidth()) : "",
                outcomes ? rowsWithNotes() : texts(0),
                items,
                Collections.nCopies(items.size(), ""),
                columns,
                most);
        if (outcomes) {
            return grid.width() <= width ? Optional.of(write(grid)) : Optional.empty();
        }
        return grid.width() + notes() <= width ? Optional.of(lines(grid)) : Optional.empty();
    }

    private int rowNames() {
        return texts(0).stream().mapToInt(DisplayWidth::width).max().orElse(0);
    }

    private int noteWidth() {
        return texts(items.size() + 1).stream()
                .mapToInt(DisplayWidth::width)
                .max()
                .orElse(0);
    }

    /** Returns the row names, each with its note behind it. */
    private List<String> rowsWithNotes() {
        List<String> names = texts(0);
        List<String> notes = texts(items.size() + 1);
        return IntStream.range(0, names.size())
                .mapToObj(i -> DisplayWidth.left(names.get(i), rowNames()) + GAP + notes.get(i))
                .toList();
    }

    private static String noted(String note, int name, int wide) {
        return wide == 0 ? "" : " ".repeat(name) + GAP + note;
    }

    /** Returns the width of the notes with the gap before them, or 0 if there are none. */
    private int notes() {
        int wide = noteWidth();
        return wide == 0 ? 0 : GAP.length() + wide;
    }

    private List<String> lines(Grid grid) {
        int wide = grid.width();
        List<String> lines = new ArrayList<>(write(grid));
        List<String> notes = texts(items.size() + 1);
        int above = lines.size() - notes.size();
        for (int i = 0; i < notes.size(); i++) {
            String line = DisplayWidth.left(lines.get(above + i), wide);
            lines.set(above + i, (line + GAP + notes.get(i)).stripTrailing());
        }
        return lines;
    }

    /**
     * Lays out one row per item, with the first rows of the table as columns; empty if it is too wide. The names of
     * items may be cut.
     */
    private Optional<Grid> turned(int shown, int most, boolean cut) {
        List<List<Cell>> columns = table.rows().subList(0, shown).stream()
                .map(row -> row.cells().subList(1, items.size() + 1))
                .toList();
        Grid grid = grid(
                outcomes ? Messages.text("report.bound_column") : "",
                items,
                texts(0).subList(0, shown),
                texts(items.size() + 1).subList(0, shown),
                columns,
                most);
        int excess = grid.width() - width;
        int name = grid.nameWidth() - excess;
        if (excess <= 0) {
            return Optional.of(grid);
        }
        if (!cut || name < NAME) {
            return Optional.empty();
        }
        List<String> names =
                items.stream().map(item -> DisplayWidth.cut(item, name)).toList();
        return Optional.of(new Grid(grid.corner(), names, grid.heads(), grid.widths(), grid.rows()));
    }

    private Laid laid(Grid turned, int least, IntFunction<List<String>> sideColumn) {
        List<String> lines = new ArrayList<>(write(turned));
        int capacity = width - turned.width() - GAP.length();
        List<String> more = capacity < least ? List.of() : sideColumn.apply(capacity);
        int first = lines.size() - turned.names().size() - 2;
        if (more.isEmpty() || first < 0) {
            return new Laid(lines.stream().map(String::stripTrailing).toList(), false, false);
        }
        for (int i = 0; i < more.size(); i++) {
            lines.set(first + i, DisplayWidth.left(lines.get(first + i), turned.width()) + GAP + more.get(i));
        }
        return new Laid(lines.stream().map(String::stripTrailing).toList(), false, true);
    }

    private List<String> write(Grid grid) {
        int name = grid.nameWidth();
        List<String> lines = new ArrayList<>();
        for (int head = 0; head < grid.heads().size(); head++) {
            boolean last = head == grid.heads().size() - 1;
            StringBuilder line = new StringBuilder(DisplayWidth.left(last ? grid.corner() : "", name));
            for (int i = 0; i < grid.widths().size(); i++) {
                line.append(GAP)
                        .append(aligned(
                                grid.heads().get(head).get(i), grid.widths().get(i)));
            }
            lines.add(line.toString());
        }
        for (int row = 0; row < grid.names().size(); row++) {
            StringBuilder line =
                    new StringBuilder(DisplayWidth.left(grid.names().get(row), name));
            for (int i = 0; i < grid.widths().size(); i++) {
                Cell cell = grid.rows().get(row).get(i);
                String text = aligned(cell.brief(), grid.widths().get(i));
                String shown = text.strip();
                int blanks = text.length() - text.stripLeading().length();
                line.append(GAP).append(text, 0, blanks).append(ink.toned(shown, cell.tone()));
                line.append(text, Math.min(text.length(), blanks + shown.length()), text.length());
            }
            lines.add(line.toString());
        }
        return lines.stream()
                .map(line -> line.replace(NO_BREAK, ' ').stripTrailing())
                .toList();
    }

    private String aligned(String text, int columns) {
        return outcomes ? DisplayWidth.left(text, columns) : DisplayWidth.right(text, columns);
    }

    /** Renders numbered columns, in blocks of as many columns as fit, and a legend. */
    private List<String> numbered(int shown) {
        List<String> lines = new ArrayList<>();
        List<String> whole = (outcomes ? rowsWithNotes() : texts(0)).subList(0, shown);
        int name = whole.stream().mapToInt(DisplayWidth::width).max().orElse(0);
        List<String> names = whole.stream()
                .map(one -> DisplayWidth.cut(one, Math.min(name, width / 2)))
                .toList();
        int from = 1;
        while (from <= items.size()) {
            Grid block = block(names, from, from);
            int to = from;
            while (to < items.size() && block(names, from, to + 1).width() <= width) {
                to++;
                block = block(names, from, to);
            }
            if (from > 1) {
                lines.add("");
            }
            lines.addAll(write(block).stream()
                    .map(line -> DisplayWidth.cut(line.stripTrailing(), width))
                    .toList());
            from = to + 1;
        }
        lines.addAll(legend(items, width));
        return lines;
    }

    private Grid block(List<String> names, int from, int to) {
        List<String> numbers =
                IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
        List<List<Cell>> columns =
                IntStream.rangeClosed(from, to).mapToObj(this::column).toList();
        return grid("", names, numbers, Collections.nCopies(numbers.size(), ""), columns, 1);
    }
}
