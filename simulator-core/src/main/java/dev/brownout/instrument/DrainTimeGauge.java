package dev.brownout.instrument;

/** Watches how long the deepest backlog of a window takes to go away: by its depth in each cell of the run's time. */
public final class DrainTimeGauge {
    private static final long NEVER = -1;

    private final TimeGrid grid;
    private final TimeWeighted depth;
    private final Cell[] cells;
    private int now;

    /** What one cell has seen of the depth. */
    private static final class Cell {
        private long deepest;
        private long deepestAt;
        private long emptyAfterThatAt = NEVER;
        private long emptyAt = NEVER;

        private void see(long depth, long at) {
            if (depth >= deepest) {
                deepest = depth;
                deepestAt = at;
                emptyAfterThatAt = NEVER;
            }
            if (depth == 0) {
                emptyAt = emptyAt == NEVER ? at : emptyAt;
                emptyAfterThatAt = emptyAfterThatAt == NEVER ? at : emptyAfterThatAt;
            }
        }
    }

    /** Nothing waits yet. */
    public DrainTimeGauge(TimeGrid grid, TimeWeighted depth) {
        this.grid = grid;
        this.depth = depth;
        this.cells = new Cell[grid.cells()];
        cells[0] = new Cell();
        cells[0].see(0, 0);
    }

    /** The depth is about to change: until now it has been what it was. */
    public void turnTo(long instant) {
        while (now + 1 < cells.length && instant >= grid.start(now + 1)) {
            now++;
            cells[now] = new Cell();
            cells[now].see(depth.value(), grid.start(now));
        }
    }

    /** The depth has changed at an instant that was turned to. */
    public void changed(long instant) {
        cells[now].see(depth.value(), instant);
    }

    /**
     * Nanoseconds from the last moment at which the backlog was deepest in a window to the first one in it without any;
     * NaN where there was none or it did not go away.
     *
     * @param instant how far the run has come
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
