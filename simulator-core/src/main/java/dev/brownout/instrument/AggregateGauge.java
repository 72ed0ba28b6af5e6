package dev.brownout.instrument;

/**
 * What a number of several machines is together, such as all that wait at a tier: its maximum in each cell, which no
 * maxima of the machines tell, as they are not reached at one instant.
 */
public final class AggregateGauge {
    private static final long[] NONE = {};

    private final TimeGrid grid;
    /** The maximum of each cell that is over; empty while it has always been 0. */
    private long[] peaks = NONE;

    private int parts;
    private long value;
    private long peak;
    private int cell;
    private long cellEnd;

    /** Of no parts yet. */
    public AggregateGauge(TimeGrid grid) {
        this.grid = grid;
        this.cellEnd = grid.start(1);
    }

    /** Counts one more part, which is 0. */
    void join() {
        parts++;
    }

    /** How many parts it has. */
    int parts() {
        return parts;
    }

    /** One of the parts changes by some; {@code now} never goes back, whichever part it is. */
    void add(long now, long change) {
        if (now >= cellEnd) {
            roll(now);
        }
        value += change;
        if (value > peak) {
            peak = value;
        }
    }

    private void roll(long now) {
        while (now >= cellEnd) {
            close();
            if (++cell == grid.cells()) {
                cell--;
                cellEnd = Long.MAX_VALUE;
                return;
            }
            peak = value;
            cellEnd = grid.start(cell + 1);
        }
    }

    private void close() {
        if (peak == 0) {
            return;
        }
        if (peaks.length == 0) {
            peaks = new long[grid.cells()];
        }
        peaks[cell] = peak;
    }

    /** The maximum of each cell up to {@code now}, which never goes back; empty if it has always been 0. */
    long[] peaks(long now) {
        add(now, 0);
        close();
        return peaks;
    }
}
