package dev.brownout.instrument;

import java.math.BigInteger;
import java.util.List;

/** How much of what there is is in use: busy cores of all cores, time-weighted. */
public final class Occupancy implements Instrument {
    private final TimeGrid grid;
    private TimeWeighted busy;
    /** Counts the same use beside; {@code null} if nobody does. */
    private Occupancy beside;

    private long units;
    /** How much there is, once that has changed in the run; {@code null} before. */
    private TimeWeighted there;

    private long endAt;

    /** Starts with nothing in use of nothing. */
    public Occupancy(TimeGrid grid) {
        this(grid, new TimeWeighted(grid));
    }

    private Occupancy(TimeGrid grid, TimeWeighted busy) {
        this.grid = grid;
        this.busy = busy;
        this.endAt = grid.end();
    }

    /** Some more in use, or fewer; {@code now} never goes back. */
    public void add(long now, long change) {
        busy.add(now, change);
        if (beside != null) {
            beside.busy.add(now, change);
        }
    }

    /** Holds the use that another one counts against a capacity of its own; called before the run begins. */
    public void mirror(Occupancy other) {
        busy = other.busy;
    }

    /** From now on another one counts this use besides, and this capacity; it takes over what there is of both. */
    public void countBeside(long now, Occupancy next) {
        if (beside != next) {
            move(now, -1);
            beside = next;
            move(now, 1);
        }
    }

    private void move(long now, int sign) {
        if (beside != null) {
            beside.busy.add(now, sign * busy.value());
            beside.capacity(now, beside.capacity() + sign * capacity());
        }
    }

    /** How much there is now. */
    public long capacity() {
        return there == null ? units : there.value();
    }

    /** Says, before the run begins, how much there is. */
    public void capacity(long ofUnits) {
        units = ofUnits;
    }

    /** Says that from now on there is more, or less. */
    public void capacity(long now, long ofUnits) {
        long change = ofUnits - capacity();
        if (change == 0) {
            return;
        }
        if (beside != null) {
            beside.capacity(now, beside.capacity() + change);
        }
        if (there == null) {
            there = new TimeWeighted(grid);
            there.set(0, units);
        }
        there.set(now, ofUnits);
    }

    /** Whether nothing has ever been in use. */
    public boolean neverUsed() {
        return busy.alwaysZero();
    }

    /** How much is in use now. */
    public long busy() {
        return busy.value();
    }

    /**
     * The integral of what is in use from the start of the run to now, in units times nanoseconds: its last 64 bits, so
     * that the difference of two is right.
     */
    public long busyAreaTo(long now) {
        return busy.areaTo(now);
    }

    /** The same of what there is. */
    public long capacityAreaTo(long now) {
        return there == null ? units * now : there.areaTo(now);
    }

    /** The integral of what is in use over a window, in units times nanoseconds. */
    public BigInteger busyArea(CellRange span) {
        return busy.area(span);
    }

    /** The integral of what there is over a window, in units times nanoseconds. */
    public BigInteger capacityArea(CellRange span) {
        if (there != null) {
            return there.area(span);
        }
        long until = Math.min(span.endAt(), endAt);
        return BigInteger.valueOf(units).multiply(BigInteger.valueOf(Math.max(0, until - span.startAt())));
    }

    @Override
    public double value(CellRange span, String stat) {
        BigInteger there = capacityArea(span);
        return there.signum() == 0 ? Double.NaN : busyArea(span).doubleValue() / there.doubleValue();
    }

    @Override
    public String unit() {
        return "ratio";
    }

    @Override
    public void settle(long settledAt) {
        endAt = settledAt;
        busy.settle(settledAt);
        if (there != null) {
            there.settle(settledAt);
        }
    }

    @Override
    public Instrument sum(List<Instrument> parts) {
        List<Occupancy> all = parts.stream().map(Occupancy.class::cast).toList();
        Occupancy sum = new Occupancy(grid, (TimeWeighted)
                busy.sum(all.stream().<Instrument>map(p -> p.busy).toList()));
        sum.endAt = endAt;
        sum.units = all.stream().mapToLong(part -> part.units).sum();
        if (all.stream().anyMatch(part -> part.there != null)) {
            sum.there = (TimeWeighted) new TimeWeighted(grid)
                    .sum(all.stream().<Instrument>map(Occupancy::thereOverTime).toList());
        }
        return sum;
    }

    private TimeWeighted thereOverTime() {
        if (there != null) {
            return there;
        }
        TimeWeighted constant = new TimeWeighted(grid);
        constant.set(0, units);
        constant.settle(endAt);
        return constant;
    }
}
