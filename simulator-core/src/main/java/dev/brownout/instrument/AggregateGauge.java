package dev.brownout.instrument;

/**
 * Sum of a number over several hosts, such as all calls waiting at a tier, with its maximum in each cell. The maximum
 * does not follow from the maxima of the hosts, as these occur at different instants.
 */
public final class AggregateGauge {
    private static final long[] NONE = {};

    private final TimeGrid grid;
    /** Maximum of each completed cell; empty while it has always been 0. */
    private long[] peaks = NONE;

    private int parts;
    private long value;
    private long peak;
    private int cell;
    private long cellEnd;

    /** Creates a sum without parts. */
    public AggregateGauge(TimeGrid grid) {
        this.grid = grid;
        this.cellEnd = grid.start(1);
    }

    /** Adds a part with the value 0. */
    void join() {
        parts++;
    }

    /** Returns the number of parts. */
    int parts() {
        return parts;
    }

    /** Adds a change of one of the parts. {@code now} must not decrease, across all parts. */
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

    /** Returns the maximum of each cell up to {@code now}, which must not decrease; empty if it has always been 0. */
    long[] peaks(long now) {
        add(now, 0);
        close();
        return peaks;
    }
}
