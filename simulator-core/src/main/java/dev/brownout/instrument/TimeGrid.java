package dev.brownout.instrument;

import java.util.Arrays;
import java.util.TreeSet;

/**
 * Division of the time of a run into cells: the intervals of a series, divided again at the borders of all evaluated
 * windows. Each window is therefore a range of whole cells. The cells between two such borders form a segment, the
 * granularity of latency histograms.
 */
public final class TimeGrid {
    private static final int STEPS_MIN = 200;

    private final long[] bounds;
    private final int[] segments;
    private final long[] segmentStarts;
    private final int[] steps;
    private final long stepNanos;
    private final long largest;

    /**
     * Creates the grid of a run.
     *
     * @param durationNanos length of the run, more than 0
     * @param stepNanos length of an interval of the series, more than 0
     * @param borders instants at which windows begin or end; those outside the run are ignored
     */
    public TimeGrid(long durationNanos, long stepNanos, Iterable<Long> borders) {
        this.stepNanos = stepNanos;
        TreeSet<Long> windows = new TreeSet<>();
        for (long border : borders) {
            if (border > 0 && border < durationNanos) {
                windows.add(border);
            }
        }
        TreeSet<Long> cuts = new TreeSet<>(windows);
        for (long instant = 0; instant < durationNanos; instant += stepNanos) {
            cuts.add(instant);
        }
        cuts.add(durationNanos);
        bounds = cuts.stream().mapToLong(Long::longValue).toArray();
        long longest = 1;
        for (int cell = 0; cell < cells(); cell++) {
            longest = Math.max(longest, bounds[cell + 1] - bounds[cell]);
        }
        largest = (1L << 62) / longest;
        segments = new int[bounds.length];
        steps = new int[bounds.length];
        int segment = 0;
        for (int cell = 0; cell < bounds.length; cell++) {
            if (windows.contains(bounds[cell])) {
                segment++;
            }
            segments[cell] = segment;
            steps[cell] = (int) (bounds[cell] / stepNanos);
        }
        segmentStarts = new long[segment + 1];
        for (int cell = cells() - 1; cell >= 0; cell--) {
            segmentStarts[segments[cell]] = bounds[cell];
        }
    }

    /** Returns a round interval of 1, 2 or 5 times a power of ten nanoseconds. A run has 200 to 500 of them. */
    public static long step(long durationNanos) {
        long most = Math.max(1, durationNanos / STEPS_MIN);
        long power = 1;
        while (power * 10 <= most) {
            power *= 10;
        }
        return power * (power * 5 <= most ? 5 : power * 2 <= most ? 2 : 1);
    }

    /** Returns the number of cells. */
    public int cells() {
        return bounds.length - 1;
    }

    /** Returns the number of segments. */
    public int segments() {
        return segmentStarts.length;
    }

    /** Returns the segment of a cell. */
    public int segment(int cell) {
        return segments[cell];
    }

    /** Returns the segment of an instant, which must not be before the start of the run. */
    int segmentAt(long instant) {
        int found = Arrays.binarySearch(segmentStarts, instant);
        return found >= 0 ? found : -found - 2;
    }

    /** Returns the start of a segment; {@link Long#MAX_VALUE} for the index after the last. */
    public long segmentStart(int segment) {
        return segment == segmentStarts.length ? Long.MAX_VALUE : segmentStarts[segment];
    }

    /** Returns the interval of a cell. */
    public int stepOf(int cell) {
        return steps[cell];
    }

    /** Returns whether an interval ends at the end of a cell. */
    public boolean endsStep(int cell) {
        return cell + 1 == cells() || steps[cell + 1] != steps[cell];
    }

    /** Returns the start of a cell; the end of the run for the index after the last. */
    public long start(int cell) {
        return bounds[cell];
    }

    /** Returns the end of the run, in ns. */
    public long end() {
        return bounds[bounds.length - 1];
    }

    /** Returns the length of an interval, in ns. */
    public long stepNanos() {
        return stepNanos;
    }

    /** Returns the number of intervals. The last one can be shorter. */
    public int steps() {
        return (int) ((end() + stepNanos - 1) / stepNanos);
    }

    /**
     * Returns the number of intervals that begin before an instant, at least 1. These are the intervals of a run that
     * ended then.
     */
    public int stepsUntil(long nanos) {
        return (int) Math.max(1, Math.min(steps(), (nanos + stepNanos - 1) / stepNanos));
    }

    /** Returns the cell of an instant; the last cell for an instant at or after the end. */
    public int cell(long instant) {
        int found = Arrays.binarySearch(bounds, instant);
        return Math.min(found >= 0 ? found : -found - 2, cells() - 1);
    }

    /** Returns the largest number with an integral over any cell of at most 63 bits, in number-nanoseconds. */
    long largest() {
        return largest;
    }

    /** Returns the cells of a window. Both ends must be borders or lie outside the run. */
    public CellRange span(long fromNanos, long toNanos) {
        return new CellRange(this, firstAt(fromNanos), firstAt(toNanos));
    }

    /** Returns the cells of an interval. */
    public CellRange step(int step) {
        return span(step * stepNanos, (step + 1) * stepNanos);
    }

    private int firstAt(long instant) {
        int found = Arrays.binarySearch(bounds, Math.max(0, Math.min(instant, end())));
        return found >= 0 ? found : -found - 1;
    }
}
