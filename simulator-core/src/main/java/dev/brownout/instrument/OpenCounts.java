package dev.brownout.instrument;

import java.util.Arrays;

/**
 * Counts what has begun and not ended, by the cell in which it began. Each cell of the last step of a run is divided
 * into parts, so that ages at the end of the run are known to 1/256 of a step there and to a step elsewhere.
 */
public final class OpenCounts {
    private static final int PARTS = 256;
    private static final long[] NONE = {};

    private final TimeGrid grid;
    private final long[] open;
    /** The first cell that is divided. */
    private final int fineFrom;
    /** The parts of the divided cells in turn; empty until one of them has anything. */
    private long[] fine = NONE;

    /** Counts of nothing yet. */
    public OpenCounts(TimeGrid grid) {
        this.grid = grid;
        this.open = new long[grid.cells()];
        this.fineFrom = grid.cell(Math.max(0, grid.end() - grid.stepNanos()));
    }

    /** Counts one that begins in a cell, at an instant. */
    public void begin(int cell, long at) {
        open[cell]++;
        if (cell >= fineFrom) {
            part(cell, at, 1);
        }
    }

    /** Takes back one that began in a cell, at an instant: it has ended. */
    public void end(int cell, long at) {
        open[cell]--;
        if (cell >= fineFrom) {
            part(cell, at, -1);
        }
    }

    private void part(int cell, long at, int change) {
        if (fine.length == 0) {
            fine = new long[PARTS * (grid.cells() - fineFrom)];
        }
        double share = (double) (at - grid.start(cell)) / (grid.start(cell + 1) - grid.start(cell));
        int part = (int) Math.min(PARTS - 1, Math.max(0, PARTS * share));
        fine[PARTS * (cell - fineFrom) + part] += change;
    }

    /** How many are open. */
    public long total() {
        return Arrays.stream(open).sum();
    }

    /**
     * Returns how many are surely older than an age, by the cell in which they began.
     *
     * @param now the instant at which the age is taken
     * @param ageNanos the age, at least 0
     */
    public long[] olderThan(long now, long ageNanos) {
        long[] older = new long[open.length];
        for (int cell = 0; cell < open.length; cell++) {
            if (cell < fineFrom) {
                older[cell] = now - grid.start(cell + 1) >= ageNanos ? open[cell] : 0;
                continue;
            }
            long width = grid.start(cell + 1) - grid.start(cell);
            for (int part = 0; part < PARTS && fine.length > 0; part++) {
                long until = grid.start(cell) + width * (part + 1) / PARTS;
                older[cell] += now - until >= ageNanos ? fine[PARTS * (cell - fineFrom) + part] : 0;
            }
        }
        return older;
    }
}
