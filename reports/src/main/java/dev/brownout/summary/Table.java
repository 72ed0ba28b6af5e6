package dev.brownout.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A table: its columns, and rows with a cell for each of them. Columns and rows stand in some forms or in all; a form
 * that has no row of it does without it.
 */
public record Table(List<Column> columns, List<Row> rows) implements Block {
    /**
     * A row.
     *
     * @param cells one for each column
     * @param forms in which it stands
     */
    public record Row(List<Cell> cells, Set<OutputFormat> forms) {
        /** Takes the collections as they are now. */
        public Row {
            cells = List.copyOf(cells);
            forms = Set.copyOf(forms);
        }
    }

    /** Takes the lists as they are now. */
    public Table {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (Row row : rows) {
            if (row.cells().size() != columns.size()) {
                throw new IllegalArgumentException(row.cells().size() + " cells for " + columns.size() + " columns");
            }
        }
    }

    /** Begins a table with a row for each of some items, in every form. */
    public static <T> Rows<T> of(List<T> items) {
        return of(items, item -> OutputFormat.some());
    }

    /** Begins a table with a row for each of some items, in the forms that it says. */
    public static <T> Rows<T> of(List<T> items, Function<? super T, Set<OutputFormat>> forms) {
        return new Rows<>(items, forms);
    }

    /** What of the table stands in a form. */
    public Table in(OutputFormat form) {
        int[] shown = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).forms().contains(form))
                .toArray();
        return new Table(
                pick(columns, shown),
                rows.stream()
                        .filter(row -> row.forms().contains(form))
                        .map(row -> new Row(pick(row.cells(), shown), row.forms()))
                        .toList());
    }

    /** What of some tables stands in a form, one below the other; they must have the same columns there. */
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

    /** Its first column beside some others. */
    public Table beside(int from, int to) {
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

    /** A table under construction: what each column says of an item. */
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

        /** Adds a column of texts that programs and people read alike. */
        public Rows<T> text(Column column, Function<? super T, String> text) {
            return column(column, item -> Cell.of(text.apply(item)));
        }

        /** Adds a column of bare numbers. */
        public Rows<T> count(Column column, ToDoubleFunction<? super T> value) {
            return column(column, item -> Cell.count(value.applyAsDouble(item)));
        }

        /** The table. */
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
