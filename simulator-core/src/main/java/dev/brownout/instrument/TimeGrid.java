package dev.brownout.instrument;

import java.util.Arrays;
import java.util.TreeSet;

/**
 * The cells into which a run's time is cut: the steps of the series, cut again wherever a window that someone asks for
 * begins or ends. A window is then a run of whole cells. Cells between two such borders form a segment, the grain of
 * latency histograms.
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
     * Cuts a run.
     *
     * @param durationNanos length of the run, more than 0
     * @param stepNanos length of a step of the series, more than 0
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
        for (long at = 0; at < durationNanos; at += stepNanos) {
            cuts.add(at);
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

    /** A round step of 1, 2 or 5 times a power of ten nanoseconds, so that there are 200 to 500 of them. */
    public static long step(long durationNanos) {
        long most = Math.max(1, durationNanos / STEPS_MIN);
        long power = 1;
        while (power * 10 <= most) {
            power *= 10;
        }
        return power * (power * 5 <= most ? 5 : power * 2 <= most ? 2 : 1);
    }

    /** How many cells there are. */
    public int cells() {
        return bounds.length - 1;
    }

    /** How many segments there are. */
    public int segments() {
        return segmentStarts.length;
    }

    /** The segment of a cell. */
    public int segment(int cell) {
        return segments[cell];
    }

    /** The segment of an instant, from the start of the run on. */
    int segmentAt(long at) {
        int segment = segmentStarts.length - 1;
        while (at < segmentStarts[segment]) {
            segment--;
        }
        return segment;
    }

    /** Start of a segment; for the number after the last, the end of time. */
    public long segmentStart(int segment) {
        return segment == segmentStarts.length ? Long.MAX_VALUE : segmentStarts[segment];
    }

    /** The step of a cell. */
    public int stepOf(int cell) {
        return steps[cell];
    }

    /** Whether a step ends where a cell ends. */
    public boolean endsStep(int cell) {
        return cell + 1 == cells() || steps[cell + 1] != steps[cell];
    }

    /** Start of a cell; for the number after the last, the end of the run. */
    public long start(int cell) {
        return bounds[cell];
    }

    /** End of the run. */
    public long end() {
        return bounds[bounds.length - 1];
    }

    /** Length of a step. */
    public long stepNanos() {
        return stepNanos;
    }

    /** How many steps there are, the last one perhaps cut. */
    public int steps() {
        return (int) ((end() + stepNanos - 1) / stepNanos);
    }

    /** How many steps begin before an instant, the first in any case: those that a run which ended then has come to. */
    public int stepsUntil(long nanos) {
        return (int) Math.max(1, Math.min(steps(), (nanos + stepNanos - 1) / stepNanos));
    }

    /** The cell of an instant; an instant at or after the end belongs to the last. */
    public int cell(long at) {
        int found = Arrays.binarySearch(bounds, at);
        return Math.min(found >= 0 ? found : -found - 2, cells() - 1);
    }

    /** The largest number whose integral over any one cell has at most 63 bits, in number-nanoseconds. */
    long largest() {
        return largest;
    }

    /** The cells of a window; both ends must be borders or lie outside the run. */
    public CellRange span(long fromNanos, long toNanos) {
        return new CellRange(this, firstAt(fromNanos), firstAt(toNanos));
    }

    /** The cells of a step. */
    public CellRange step(int step) {
        return span(step * stepNanos, (step + 1) * stepNanos);
    }

    private int firstAt(long at) {
        int found = Arrays.binarySearch(bounds, Math.max(0, Math.min(at, end())));
        return found >= 0 ? found : -found - 1;
    }
}
