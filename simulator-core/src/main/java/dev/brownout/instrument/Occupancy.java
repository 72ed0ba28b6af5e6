package dev.brownout.instrument;

import java.math.BigInteger;
import java.util.List;

/** Share of a capacity in use, time-weighted: for example busy cores of all cores. */
public final class Occupancy implements Instrument {
    private final TimeGrid grid;
    private TimeWeighted busy;
    /** Second instrument that counts the same use; {@code null} if there is none. */
    private Occupancy mirror;

    private long units;
    /** Capacity over time, once it has changed during the run; {@code null} before. */
    private TimeWeighted capacityOverTime;

    private long endAt;

    /** Creates an instrument with no use and no capacity. */
    public Occupancy(TimeGrid grid) {
        this(grid, new TimeWeighted(grid));
    }

    private Occupancy(TimeGrid grid, TimeWeighted busy) {
        this.grid = grid;
        this.busy = busy;
        this.endAt = grid.end();
    }

    /** Changes the use. {@code now} must not decrease. */
    public void add(long now, long change) {
        busy.add(now, change);
        if (mirror != null) {
            mirror.busy.add(now, change);
        }
    }

    /** Shares the use of another instrument and keeps a capacity of its own. Called before the run begins. */
    public void mirror(Occupancy other) {
        busy = other.busy;
    }

    /** Adds this use and capacity to another instrument from now on. Removes them from the previous one. */
    public void addMirror(long now, Occupancy next) {
        if (mirror != next) {
            move(now, -1);
            mirror = next;
            move(now, 1);
        }
    }

    private void move(long now, int sign) {
        if (mirror != null) {
            mirror.busy.add(now, sign * busy.value());
            mirror.capacity(now, mirror.capacity() + sign * capacity());
        }
    }

    /** Returns the present capacity. */
    public long capacity() {
        return capacityOverTime == null ? units : capacityOverTime.value();
    }

    /** Sets the capacity before the run begins. */
    public void capacity(long ofUnits) {
        units = ofUnits;
    }

    /** Changes the capacity from now on. */
    public void capacity(long now, long ofUnits) {
        long change = ofUnits - capacity();
        if (change == 0) {
            return;
        }
        if (mirror != null) {
            mirror.capacity(now, mirror.capacity() + change);
        }
        if (capacityOverTime == null) {
            capacityOverTime = new TimeWeighted(grid);
            capacityOverTime.set(0, units);
        }
        capacityOverTime.set(now, ofUnits);
    }

    /** Changes the capacity from now on by a number of units, which may be negative. */
    public void addCapacity(long now, long change) {
        if (now == 0 && capacityOverTime == null && mirror == null) {
            units += change;
        } else {
            capacity(now, capacity() + change);
        }
    }

    /** Returns the cells in which there can have been any use, ascending. */
    public int[] usedCells() {
        return busy.cells();
    }

    /** Returns the present use. */
    public long busy() {
        return busy.value();
    }

    /**
     * Returns the integral of the use from the start of the run to now, in units times nanoseconds. Only the lowest 64
     * bits are returned, so that the difference of two results is right.
     */
    public long busyAreaTo(long now) {
        return busy.areaTo(now);
    }

    /**
     * Returns the integral of the capacity from the start of the run to now, in units times nanoseconds; the lowest 64
     * bits.
     */
    public long capacityAreaTo(long now) {
        return capacityOverTime == null ? units * now : capacityOverTime.areaTo(now);
    }

    /** Returns the integral of the use over a window, in units times nanoseconds. */
    public BigInteger busyArea(CellRange span) {
        return busy.area(span);
    }

    /** Returns the integral of the capacity over a window, in units times nanoseconds. */
    public BigInteger capacityArea(CellRange span) {
        if (capacityOverTime != null) {
            return capacityOverTime.area(span);
        }
        long until = Math.min(span.endAt(), endAt);
        return BigInteger.valueOf(units).multiply(BigInteger.valueOf(Math.max(0, until - span.startAt())));
    }

    @Override
    public double value(CellRange span, String stat) {
        BigInteger capacity = capacityArea(span);
        return capacity.signum() == 0 ? Double.NaN : busyArea(span).doubleValue() / capacity.doubleValue();
    }

    @Override
    public String unit() {
        return "ratio";
    }

    @Override
    public void complete(long completedAt) {
        endAt = completedAt;
        busy.complete(completedAt);
        if (capacityOverTime != null) {
            capacityOverTime.complete(completedAt);
        }
    }

    @Override
    public Instrument sum(List<Instrument> parts) {
        List<Occupancy> all = parts.stream().map(Occupancy.class::cast).toList();
        Occupancy sum = new Occupancy(grid, (TimeWeighted)
                busy.sum(all.stream().<Instrument>map(p -> p.busy).toList()));
        sum.endAt = endAt;
        sum.units = all.stream().mapToLong(part -> part.units).sum();
        if (all.stream().anyMatch(part -> part.capacityOverTime != null)) {
            sum.capacityOverTime = (TimeWeighted) new TimeWeighted(grid)
                    .sum(all.stream()
                            .<Instrument>map(Occupancy::capacityOverTime)
                            .toList());
        }
        return sum;
    }

    private TimeWeighted capacityOverTime() {
        if (capacityOverTime != null) {
            return capacityOverTime;
        }
        TimeWeighted constant = new TimeWeighted(grid);
        constant.set(0, units);
        constant.complete(endAt);
        return constant;
    }
}
