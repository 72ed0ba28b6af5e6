package dev.brownout.instrument;

import java.util.List;

/** Counter of events. */
public sealed class Counter implements Instrument permits ByteCounter, MemoryTimeCounter {
    private static final long[] NONE = {};

    private final TimeGrid grid;
    /** Counts by cell; empty while there are none, as on most hosts of a large system. */
    private long[] counts = NONE;
    /** Current cell, and the count to be added to it. */
    private int cell;

    private long cellEnd;
    private long count;

    /** Creates a counter with the value 0. */
    public Counter(TimeGrid grid) {
        this.grid = grid;
        this.cellEnd = grid.start(1);
    }

    /** Adds 1 at {@code now}, which must not decrease. */
    public final void add(long now) {
        add(now, 1);
    }

    /** Adds a number at {@code now}, which must not decrease. */
    public final void add(long now, long many) {
        if (now >= cellEnd) {
            enter(grid.cell(now));
        }
        count += many;
    }

    private void enter(int next) {
        close();
        cell = next;
        cellEnd = cell + 1 == grid.cells() ? Long.MAX_VALUE : grid.start(cell + 1);
    }

    private void close() {
        if (count != 0) {
            open();
            counts[cell] += count;
            count = 0;
        }
    }

    private void open() {
        if (counts.length == 0) {
            counts = new long[grid.cells()];
        }
    }

    /** Adds a number in a given cell, for events that are attributed to another time. */
    public final void addIn(int chosenCell, long many) {
        open();
        counts[chosenCell] += many;
    }

    /** Returns the count in a window. */
    public final long total(CellRange span) {
        close();
        return span.sum(counts);
    }

    @Override
    public final boolean counts() {
        return true;
    }

    @Override
    public final double value(CellRange span, String stat) {
        long total = total(span);
        return stat.equals("rate") ? total * 1e9 / span.nanos() : total;
    }

    @Override
    public String unit() {
        return "1";
    }

    /** Returns a new counter of the same type with the value 0. */
    Counter newEmpty(TimeGrid ofGrid) {
        return new Counter(ofGrid);
    }

    @Override
    public final List<String> stats() {
        return List.of("rate");
    }

    @Override
    public final Instrument sum(List<Instrument> parts) {
        Counter sum = newEmpty(grid);
        for (Instrument part : parts) {
            Counter other = (Counter) part;
            other.close();
            if (other.counts.length > 0) {
                sum.open();
            }
            for (int i = 0; i < other.counts.length; i++) {
                sum.counts[i] += other.counts[i];
            }
        }
        return sum;
    }
}
