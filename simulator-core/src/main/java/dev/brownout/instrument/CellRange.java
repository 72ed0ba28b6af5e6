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
}
