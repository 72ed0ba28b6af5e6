package dev.brownout.instrument;

import java.util.List;

/** Counter of events. */
public sealed class Counter implements Instrument permits ByteCounter, MemoryTimeCounter {
    private final TimeGrid grid;
    private final CellTable counts;
    /** Current cell, and the count to be added to it. */
    private int cell;

    private long cellEnd;
    private long count;

    /** Creates a counter with the value 0. */
    public Counter(TimeGrid grid) {
        this.grid = grid;
        this.counts = new CellTable(grid, 1);
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
            counts.add(cell, 0, count);
            count = 0;
        }
    }

    /** Adds a number in a given cell, for events that are attributed to another time. */
    public final void addIn(int chosenCell, long many) {
        counts.add(chosenCell, 0, many);
    }

    /** Returns the count in a window. */
    public final long total(CellRange span) {
        close();
        return counts.sum(span, 0);
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
            sum.counts.addAll(other.counts);
        }
        return sum;
    }
}
