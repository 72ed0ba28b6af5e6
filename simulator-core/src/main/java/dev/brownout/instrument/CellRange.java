package dev.brownout.instrument;

/**
 * A range of adjacent cells of a time grid.
 *
 * @param grid the time grid
 * @param from index of the first cell
 * @param to index after the last cell
 */
public record CellRange(TimeGrid grid, int from, int to) {
    /** Returns the length, in ns. */
    public long nanos() {
        return from >= to ? 0 : grid.start(to) - grid.start(from);
    }

    /** Returns the start, in ns. */
    public long startAt() {
        return grid.start(from);
    }

    /** Returns the end, in ns. */
    public long endAt() {
        return grid.start(to);
    }

    /**
     * Returns the sum of one column of a table over the cells. The table has one row per cell; an empty table has only
     * zeros.
     */
    long sum(long[] table, int columns, int column) {
        long sum = 0;
        for (int i = from * columns + column; i < to * columns && i < table.length; i += columns) {
            sum = Math.addExact(sum, table[i]);
        }
        return sum;
    }

    /**
     * Returns the sum of an array over the cells. An empty array has only zeros. Throws an {@code ArithmeticException}
     * if the sum exceeds the range of a long.
     */
    long sum(long[] cells) {
        long sum = 0;
        for (int cell = from; cell < to && cell < cells.length; cell++) {
            sum = Math.addExact(sum, cells[cell]);
        }
        return sum;
    }
}
