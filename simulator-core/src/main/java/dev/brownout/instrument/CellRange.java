package dev.brownout.instrument;

/**
 * A run of whole cells.
 *
 * @param grid whose cells
 * @param from the first
 * @param to the one after the last
 */
public record CellRange(TimeGrid grid, int from, int to) {
    /** Its length. */
    public long nanos() {
        return from >= to ? 0 : grid.start(to) - grid.start(from);
    }

    /** Its start. */
    public long startAt() {
        return grid.start(from);
    }

    /** Its end. */
    public long endAt() {
        return grid.start(to);
    }

    /** Sum of one column of a table over its cells, which it has one row for each; an empty table has only zeros. */
    long sum(long[] table, int columns, int column) {
        long sum = 0;
        for (int i = from * columns + column; i < to * columns && i < table.length; i += columns) {
            sum = Math.addExact(sum, table[i]);
        }
        return sum;
    }

    /**
     * Sum of an array over its cells; an empty one has only zeros. Fails loudly if the sum leaves the range of a long.
     */
    long sum(long[] cells) {
        long sum = 0;
        for (int cell = from; cell < to && cell < cells.length; cell++) {
            sum = Math.addExact(sum, cells[cell]);
        }
        return sum;
    }
}
