package dev.brownout.instrument;

import java.util.Arrays;

/**
 * Counts open items by the cell in which they began. Each cell of the last interval of a run is divided into 256 parts.
 * Ages at the end of the run are therefore known to 1/256 of an interval there, and to one interval elsewhere.
 */
public final class OpenCounts {
    private static final int PARTS = 256;
    private static final long[] NONE = {};

    private final TimeGrid grid;
    private final long[] open;
    /** First divided cell. */
    private final int fineFrom;
    /** Counts of the parts of the divided cells; empty while they are all 0. */
    private long[] fine = NONE;

    /** Creates counts of 0. */
    public OpenCounts(TimeGrid grid) {
        this.grid = grid;
        this.open = new long[grid.cells()];
        this.fineFrom = grid.cell(Math.max(0, grid.end() - grid.stepNanos()));
    }

    /** Records the beginning of an item, in a cell and at an instant. */
    public void begin(int cell, long instant) {
        open[cell]++;
        if (cell >= fineFrom) {
            part(cell, instant, 1);
        }
    }

    /** Records the end of an item that began in a cell, at an instant. */
    public void end(int cell, long instant) {
        open[cell]--;
        if (cell >= fineFrom) {
            part(cell, instant, -1);
        }
    }

    private void part(int cell, long instant, int change) {
        if (fine.length == 0) {
            fine = new long[PARTS * (grid.cells() - fineFrom)];
        }
        double share = (double) (instant - grid.start(cell)) / (grid.start(cell + 1) - grid.start(cell));
        int part = (int) Math.min(PARTS - 1, Math.max(0, PARTS * share));
        fine[PARTS * (cell - fineFrom) + part] += change;
    }

    /** Returns the number of open items. */
    public long total() {
        return Arrays.stream(open).sum();
    }

    /**
     * Returns the number of items that are certainly older than an age, by the cell in which they began.
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
