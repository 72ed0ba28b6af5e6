package dev.brownout.instrument;

import java.util.List;

/** Counts things that happen. */
public sealed class Counter implements Instrument permits ByteCounter {
    private static final long[] NONE = {};

    private final TimeGrid grid;
    /** By cell; empty while nothing has happened, as on most machines of a large system. */
    private long[] counts = NONE;
    /** The cell that now is in, and what is to be added to it. */
    private int cell;

    private long cellEnd;
    private long count;

    /** Starts at 0. */
    public Counter(TimeGrid grid) {
        this.grid = grid;
        this.cellEnd = grid.start(1);
    }

    /** One more, now; {@code now} never goes back. */
    public final void add(long now) {
        add(now, 1);
    }

    /** Some more, now; {@code now} never goes back. */
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

    /** Some more in a cell of one's choice, for what counts at another time than now. */
    public final void addIn(int chosenCell, long many) {
        open();
        counts[chosenCell] += many;
    }

    /** How many in a window. */
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

    /** One that counts the same, and has counted nothing yet. */
    Counter nothing(TimeGrid ofGrid) {
        return new Counter(ofGrid);
    }

    @Override
    public final List<String> stats() {
        return List.of("rate");
    }

    @Override
    public final Instrument sum(List<Instrument> parts) {
        Counter sum = nothing(grid);
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
