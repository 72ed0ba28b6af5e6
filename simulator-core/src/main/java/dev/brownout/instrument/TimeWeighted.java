package dev.brownout.instrument;

import java.math.BigInteger;
import java.util.List;

/** A number that holds until it changes, such as a queue length: its time-weighted mean and its maximum. */
public final class TimeWeighted implements Instrument {
    private static final int COLUMNS = 2;
    private static final int AREA = 0;
    private static final int PEAK = 1;

    private final TimeGrid grid;
    /** Area and maximum by cell. */
    private final CellTable cells;

    private long value;
    private long startNanos;
    /**
     * Largest value integrated with 64 bits in this cell, as an offset from {@link Long#MIN_VALUE}. Negative values
     * exceed it.
     */
    private long safe;

    private final String unit;

    /** Total to which this number contributes; {@code null} if there is none. */
    private AggregateGauge total;

    /** Current cell, and the area and maximum to be added to it. */
    private int cell;

    private long cellEnd;
    private long area;
    private long peak;

    /** Creates a number with the value 0 and the unit {@code 1}. */
    public TimeWeighted(TimeGrid grid) {
        this(grid, "1");
    }

    /** Creates a number with the value 0 and a unit, such as {@code B} for bytes. */
    public TimeWeighted(TimeGrid grid, String unit) {
        this.grid = grid;
        this.cells = new CellTable(grid, COLUMNS);
        this.unit = unit;
        this.cellEnd = grid.start(1);
        this.safe = Long.MIN_VALUE + grid.largest();
    }

    /** Makes the number part of a total, before the run. The total measures the sum of its parts at each instant. */
    public void partOf(AggregateGauge whole) {
        total = whole;
        whole.join();
    }

    /** Returns the present value. */
    public long value() {
        return value;
    }

    /** Changes the number by a difference. {@code now} must not decrease. */
    public void add(long now, long change) {
        set(now, value + change);
    }

    /** Sets the number to a value. {@code now} must not decrease. */
    public void set(long now, long next) {
        if (now >= cellEnd) {
            roll(now);
        }
        long span = now - startNanos;
        if (Long.MIN_VALUE + value <= safe) {
            area += span * value;
        } else {
            weigh(span);
        }
        startNanos = now;
        if (total != null && next != value) {
            total.add(now, next - value);
        }
        value = next;
        if (next > peak) {
            peak = next;
        }
    }

    /** Adds the area of a time span. The span can be longer than a cell, and the product can exceed 64 bits. */
    private void weigh(long span) {
        if (value != 0) {
            cells.addWide(cell, area);
            cells.addProduct(cell, span, value);
            area = 0;
        }
    }

    private void close() {
        if (peak == 0 && area == 0) {
            return;
        }
        cells.addWide(cell, area);
        area = 0;
        cells.set(cell, PEAK, peak);
    }

    private void roll(long now) {
        while (now >= cellEnd) {
            weigh(cellEnd - startNanos);
            startNanos = cellEnd;
            close();
            if (++cell == grid.cells()) {
                cell--;
                cellEnd = Long.MAX_VALUE;
                safe = Long.MIN_VALUE;
                return;
            }
            peak = value;
            cellEnd = grid.start(cell + 1);
        }
    }

    /** Returns the integral of the number over a window, in its unit times nanoseconds. */
    public BigInteger area(CellRange span) {
        close();
        return cells.wideSum(span, AREA);
    }

    /**
     * Returns the integral from the start of the run to {@code now}, which must not decrease. Only the lowest 64 bits
     * are returned, so that the difference of two results is right.
     */
    public long areaTo(long now) {
        set(now, value);
        return area(grid.span(0, grid.end())).longValue();
    }

    /** Returns the cells in which the number may not always have been 0, ascending. */
    int[] cells() {
        close();
        return cells.cells();
    }

    @Override
    public double value(CellRange span, String stat) {
        if (stat.equals("max")) {
            close();
            return cells.max(span, PEAK);
        }
        return span.nanos() == 0 ? Double.NaN : area(span).doubleValue() / span.nanos();
    }

    @Override
    public String unit() {
        return unit;
    }

    @Override
    public List<String> stats() {
        return List.of("max");
    }

    @Override
    public void complete(long endAt) {
        set(endAt, value);
    }

    /**
     * Returns the sum of several numbers. The mean is exact. The {@code max} is exact if the parts are all parts of
     * their total. Otherwise it is the largest sum of their maxima in one cell, which is an upper bound.
     */
    @Override
    public Instrument sum(List<Instrument> parts) {
        TimeWeighted sum = new TimeWeighted(grid, unit);
        boolean all = total != null && total.parts() == parts.size();
        for (Instrument part : parts) {
            TimeWeighted other = (TimeWeighted) part;
            all &= other.total == total;
            other.close();
            sum.cells.addAll(other.cells);
        }
        if (all && !sum.cells.isEmpty()) {
            long[] peaks = total.peaks(startNanos);
            for (int i = 0; i < peaks.length; i++) {
                if (peaks[i] != sum.cells.get(i, PEAK)) {
                    sum.cells.set(i, PEAK, peaks[i]);
                }
            }
        }
        sum.peak = sum.cells.get(0, PEAK);
        return sum;
    }
}
