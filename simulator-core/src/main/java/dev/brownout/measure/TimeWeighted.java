package dev.brownout.measure;

import java.util.List;

/** A number that holds until it changes, such as a queue's length: its mean over time, and its maximum. */
public final class TimeWeighted implements Instrument {
    private final Grid grid;
    private final long[] areas;
    private final long[] peaks;
    private long value;
    private long since;
    private int cell;
    private long cellEnd;

    /** Starts at 0. */
    public TimeWeighted(Grid grid) {
        this.grid = grid;
        this.areas = new long[grid.cells()];
        this.peaks = new long[grid.cells()];
        this.cellEnd = grid.start(1);
    }

    /** What it is now. */
    public long value() {
        return value;
    }

    /** Changes by some; {@code now} never goes back. */
    public void add(long now, long change) {
        set(now, value + change);
    }

    /** Changes to a value; {@code now} never goes back. */
    public void set(long now, long next) {
        if (now >= cellEnd) {
            roll(now);
        }
        areas[cell] += (now - since) * value;
        since = now;
        value = next;
        if (next > peaks[cell]) {
            peaks[cell] = next;
        }
    }

    private void roll(long now) {
        while (now >= cellEnd) {
            areas[cell] += (cellEnd - since) * value;
            since = cellEnd;
            if (++cell == grid.cells()) {
                cell--;
                cellEnd = Long.MAX_VALUE;
                return;
            }
            peaks[cell] = value;
            cellEnd = grid.start(cell + 1);
        }
    }

    /** The integral of the number over a window, in its unit times nanoseconds. */
    public long area(Span span) {
        return span.sum(areas);
    }

    @Override
    public double value(Span span, String stat) {
        if (stat.equals("max")) {
            long peak = 0;
            for (int i = span.from(); i < span.to(); i++) {
                peak = Math.max(peak, peaks[i]);
            }
            return peak;
        }
        return span.nanos() == 0 ? Double.NaN : (double) area(span) / span.nanos();
    }

    @Override
    public String unit() {
        return "1";
    }

    @Override
    public List<String> stats() {
        return List.of("max");
    }

    @Override
    public void settle(long endAt) {
        set(endAt, value);
    }

    /** Mean of the sum; its {@code max} is the sum of the parts' maxima in the cell where that is largest. */
    @Override
    public Instrument sum(List<Instrument> parts) {
        TimeWeighted sum = new TimeWeighted(grid);
        for (Instrument part : parts) {
            for (int i = 0; i < areas.length; i++) {
                sum.areas[i] += ((TimeWeighted) part).areas[i];
                sum.peaks[i] += ((TimeWeighted) part).peaks[i];
            }
        }
        return sum;
    }
}
