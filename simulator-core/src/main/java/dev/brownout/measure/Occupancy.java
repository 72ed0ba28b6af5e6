package dev.brownout.measure;

import java.util.List;

/** How much of what there is is in use: busy cores of all cores, time-weighted. */
public final class Occupancy implements Instrument {
    private final TimeWeighted busy;
    private final TimeWeighted capacity;

    /** Starts with nothing in use of nothing. */
    public Occupancy(Grid grid) {
        this(new TimeWeighted(grid), new TimeWeighted(grid));
    }

    private Occupancy(TimeWeighted busy, TimeWeighted capacity) {
        this.busy = busy;
        this.capacity = capacity;
    }

    /** Some more in use, or fewer; {@code now} never goes back. */
    public void add(long now, long change) {
        busy.add(now, change);
    }

    /** Says how much there is from now on. */
    public void capacity(long now, long units) {
        capacity.set(now, units);
    }

    /** How much is in use now. */
    public long busy() {
        return busy.value();
    }

    /** The integral of what is in use over a window, in units times nanoseconds. */
    public long busyArea(Span span) {
        return busy.area(span);
    }

    /** The integral of what there is over a window, in units times nanoseconds. */
    public long capacityArea(Span span) {
        return capacity.area(span);
    }

    @Override
    public double value(Span span, String stat) {
        long there = capacityArea(span);
        return there == 0 ? Double.NaN : (double) busyArea(span) / there;
    }

    @Override
    public String unit() {
        return "ratio";
    }

    @Override
    public void settle(long endAt) {
        busy.settle(endAt);
        capacity.settle(endAt);
    }

    @Override
    public Instrument sum(List<Instrument> parts) {
        return new Occupancy(
                (TimeWeighted) busy.sum(parts.stream()
                        .<Instrument>map(p -> ((Occupancy) p).busy)
                        .toList()),
                (TimeWeighted) capacity.sum(parts.stream()
                        .<Instrument>map(p -> ((Occupancy) p).capacity)
                        .toList()));
    }
}
