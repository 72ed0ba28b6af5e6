package dev.brownout.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A table: columns, and rows with a cell for each column. Columns and rows are limited to some formats or appear in
 * all. A table is omitted from formats in which it has no rows.
 */
public record Table(List<Column> columns, List<Row> rows) implements Block {
    /**
     * A row.
     *
     * @param cells one cell for each column
     * @param forms formats that contain the row
     */
    public record Row(List<Cell> cells, Set<OutputFormat> forms) {
        /** Copies the collections. */
        public Row {
            cells = List.copyOf(cells);
            forms = Set.copyOf(forms);
        }
    }

    /** Validates the number of cells and copies the lists. */
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.cells().size() != columns.size()) {
                throw new IllegalArgumentException(row.cells().size() + " cells for " + columns.size() + " columns");
            }
        }
    }

    /** Starts a table with one row per item, in all formats. */
    public static <T> Rows<T> of(List<T> items) {
        return of(items, item -> OutputFormat.some());
    }

    /** Starts a table with one row per item, in the formats that the function returns. */
    public static <T> Rows<T> of(List<T> items, Function<? super T, Set<OutputFormat>> forms) {
        return new Rows<>(items, forms);
    }

    /** Returns the rows and columns of the table in a format. */
    public Table in(OutputFormat form) {
        int[] shown = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).forms().contains(form))
                .toArray();
        List<Row> some = rows.stream().filter(row -> row.forms().contains(form)).toList();
        return new Table(columns, some).withColumns(shown);
    }

    /** Returns the table with some of its columns, by their numbers from 0. */
    public Table withColumns(int... shown) {
        return new Table(
                pick(columns, shown),
                rows.stream()
                        .map(row -> new Row(pick(row.cells(), shown), row.forms()))
                        .toList());
    }

    /** Concatenates the rows of tables in a format. The tables must have the same columns there. */
    public static Table together(List<Table> tables, OutputFormat form) {
        List<Table> shown = tables.stream().map(table -> table.in(form)).toList();
        List<Column> columns = shown.get(0).columns();
        for (Table table : shown) {
            if (!table.names().equals(shown.get(0).names())) {
                throw new IllegalArgumentException(
                        table.names() + " below " + shown.get(0).names());
            }
        }
        return new Table(
                columns, shown.stream().flatMap(table -> table.rows().stream()).toList());
    }

    private List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** Returns the first column beside a range of columns. */
    public Table withColumnRange(int from, int to) {
        int[] shown =
                IntStream.concat(IntStream.of(0), IntStream.range(from, to)).toArray();
        return new Table(
                pick(columns, shown),
                rows.stream()
                        .map(row -> new Row(pick(row.cells(), shown), row.forms()))
                        .toList());
    }

    private static <T> List<T> pick(List<T> all, int[] indices) {
        return IntStream.of(indices).mapToObj(all::get).toList();
    }

    @Override
    public void write(Writer writer) {
        writer.table(this);
    }

    /** Builder of a table: a function from item to cell for each column. */
    public static final class Rows<T> {
        private final List<T> items;
        private final Function<? super T, Set<OutputFormat>> forms;
        private final List<Column> columns = new ArrayList<>();
        private final List<Function<? super T, Cell>> cells = new ArrayList<>();

        private Rows(List<T> items, Function<? super T, Set<OutputFormat>> forms) {
            this.items = items;
            this.forms = forms;
        }

        /** Adds a column. */
        public Rows<T> column(Column column, Function<? super T, Cell> cell) {
            columns.add(column);
            cells.add(cell);
            return this;
        }

        /** Adds a column of texts that are the same for programs and readers. */
        public Rows<T> text(Column column, Function<? super T, String> text) {
            return column(column, item -> Cell.of(text.apply(item)));
        }

        /** Adds a column of numbers without a unit. */
        public Rows<T> count(Column column, ToDoubleFunction<? super T> value) {
            return column(column, item -> Cell.count(value.applyAsDouble(item)));
        }

        /** Builds the table. */
        public Table table() {
            return new Table(
                    columns,
                    items.stream()
                            .map(item -> new Row(
                                    cells.stream().map(cell -> cell.apply(item)).toList(), forms.apply(item)))
                            .toList());
        }
    }
}
