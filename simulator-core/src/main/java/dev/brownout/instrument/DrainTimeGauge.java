package dev.brownout.instrument;

/**
 * Measures the time in which the maximum backlog of a window drains. It records the depth in each cell of the time
 * grid.
 */
public final class DrainTimeGauge {
    private static final long NEVER = -1;

    private final TimeGrid grid;
    private final TimeWeighted depth;
    private final Cell[] cells;
    private int now;

    /** Observations of the depth in one cell. */
    private static final class Cell {
        private long deepest;
        private long deepestAt;
        private long emptyAfterThatAt = NEVER;
        private long emptyAt = NEVER;

        private void record(long depth, long instant) {
            if (depth >= deepest) {
                deepest = depth;
                deepestAt = instant;
                emptyAfterThatAt = NEVER;
            }
            if (depth == 0) {
                emptyAt = emptyAt == NEVER ? instant : emptyAt;
                emptyAfterThatAt = emptyAfterThatAt == NEVER ? instant : emptyAfterThatAt;
            }
        }
    }

    /** Creates the gauge of an empty backlog. */
    public DrainTimeGauge(TimeGrid grid, TimeWeighted depth) {
        this.grid = grid;
        this.depth = depth;
        this.cells = new Cell[grid.cells()];
        cells[0] = new Cell();
        cells[0].record(0, 0);
    }

    /** Moves the gauge to an instant, before the depth changes there. */
    public void turnTo(long instant) {
        while (now + 1 < cells.length && instant >= grid.start(now + 1)) {
            now++;
            cells[now] = new Cell();
            cells[now].record(depth.value(), grid.start(now));
        }
    }

    /** Records a change of the depth at an instant. {@link #turnTo} was called for it before. */
    public void recordChange(long instant) {
        cells[now].record(depth.value(), instant);
    }

    /**
     * Returns the time from the last maximum of the backlog in a window to the next instant in it without a backlog, in
     * ns. {@code NaN} if there was no backlog or it did not drain.
     *
     * @param instant simulated time reached by the run
     */
    public double nanos(CellRange span, long instant) {
        turnTo(instant);
        int deepest = span.from();
        for (int i = span.from(); i < span.to() && i <= now; i++) {
            deepest = cells[i].deepest >= cells[deepest].deepest ? i : deepest;
        }
        if (span.from() >= span.to() || deepest > now || cells[deepest].deepest == 0) {
            return Double.NaN;
        }
        long emptyAt = cells[deepest].emptyAfterThatAt;
        for (int i = deepest + 1; emptyAt == NEVER && i < span.to() && i <= now; i++) {
            emptyAt = cells[i].emptyAt;
        }
        return emptyAt == NEVER ? Double.NaN : emptyAt - cells[deepest].deepestAt;
    }
}
