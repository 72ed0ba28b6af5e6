package dev.brownout.instrument;

import java.math.BigInteger;
import java.util.List;

/** A number that holds until it changes, such as a queue's length: its mean over time, and its maximum. */
public final class TimeWeighted implements Instrument {
    private static final long[] NONE = {};
    private static final WideLongColumn PLAIN = new WideLongColumn(2, 0);

    private final TimeGrid grid;
    /** Area and peak of each cell in turn; empty while it has always been 0, as most queues of a large system are. */
    private long[] cells = NONE;

    private WideLongColumn areas = PLAIN;
    private long value;
    private long since;
    /** Up to here, counted from the least there is, numbers of this cell are weighed in 64 bits; none below 0 is. */
    private long safe;

    private String unit = "1";

    /** What it is a part of; {@code null} of nothing. */
    private AggregateGauge total;

    /** The cell that now is in, and what is to be added to it. */
    private int cell;

    private long cellEnd;
    private long area;
    private long peak;

    /** Starts at 0. */
    public TimeWeighted(TimeGrid grid) {
        this.grid = grid;
        this.cellEnd = grid.start(1);
        this.safe = Long.MIN_VALUE + grid.largest();
    }

    /** Says before the run of what it is a number: {@code B} where it is one of bytes. */
    public void in(String ofUnit) {
        unit = ofUnit;
    }

    /** Makes it, before the run, a part of a total that counts what all its parts are at one instant. */
    public void partOf(AggregateGauge whole) {
        total = whole;
        whole.join();
    }

    /** What it is now. */
    public long value() {
        return value;
    }

    /** Whether it has been 0 from the start of the run. */
    public boolean alwaysZero() {
        return cells.length == 0 && peak == 0 && area == 0;
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
        long span = now - since;
        if (Long.MIN_VALUE + value <= safe) {
            area += span * value;
        } else {
            weigh(span);
        }
        since = now;
        if (total != null && next != value) {
            total.add(now, next - value);
        }
        value = next;
        if (next > peak) {
            peak = next;
        }
    }

    /** Counts a span that is perhaps longer than a cell, or a value too large, for a product of 64 bits. */
    private void weigh(long span) {
        if (value != 0) {
            open();
            sums(areas.add(cells, cell, area));
            sums(areas.addProduct(cells, cell, span, value));
            area = 0;
        }
    }

    private void close() {
        if (peak == 0 && area == 0) {
            return;
        }
        open();
        sums(areas.add(cells, cell, area));
        area = 0;
        cells[2 * cell + 1] = peak;
    }

    /** Almost always the same, which is not worth that the collector hears of it. */
    private void sums(WideLongColumn next) {
        if (next != areas) {
            areas = next;
        }
    }

    private void open() {
        if (cells.length == 0) {
            cells = new long[2 * grid.cells()];
        }
    }

    private void roll(long now) {
        while (now >= cellEnd) {
            weigh(cellEnd - since);
            since = cellEnd;
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

    /** The integral of the number over a window, in its unit times nanoseconds. */
    public BigInteger area(CellRange span) {
        close();
        return areas.over(span, cells);
    }

    /**
     * The integral from the start of the run to now, which never goes back: its last 64 bits, so that the difference of
     * two is right.
     */
    public long areaTo(long now) {
        set(now, value);
        return area(grid.span(0, grid.end())).longValue();
    }

    @Override
    public double value(CellRange span, String stat) {
        if (stat.equals("max")) {
            close();
            long max = 0;
            for (int i = 2 * span.from(); i < Math.min(2 * span.to(), cells.length); i += 2) {
                max = Math.max(max, cells[i + 1]);
            }
            return max;
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
    public void settle(long endAt) {
        set(endAt, value);
    }

    /**
     * Mean of the sum. Its {@code max} is that of the sum where the parts are all that their total has; of only some of
     * them it is the sum of their maxima in the cell where that is largest, which is never less.
     */
    @Override
    public Instrument sum(List<Instrument> parts) {
        TimeWeighted sum = new TimeWeighted(grid);
        sum.unit = unit;
        boolean all = total != null && total.parts() == parts.size();
        for (Instrument part : parts) {
            TimeWeighted other = (TimeWeighted) part;
            all &= other.total == total;
            other.close();
            if (other.cells.length > 0) {
                sum.open();
            }
            sum.areas = sum.areas.addAll(sum.cells, other.areas, other.cells);
            for (int i = 1; i < other.cells.length; i += 2) {
                sum.cells[i] += other.cells[i];
            }
        }
        if (all && sum.cells.length > 0) {
            long[] peaks = total.peaks(since);
            for (int i = 0; i < peaks.length; i++) {
                sum.cells[2 * i + 1] = peaks[i];
            }
        }
        sum.peak = sum.cells.length == 0 ? 0 : sum.cells[1];
        return sum;
    }
}
