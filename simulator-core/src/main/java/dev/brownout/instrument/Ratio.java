package dev.brownout.instrument;

import java.math.BigInteger;
import java.util.List;

/** A counted part of a counted whole, such as cache hits of lookups or busy time of total time. */
public final class Ratio implements Instrument {
    private static final WideLongColumn SUMS = new WideLongColumn(1, 0);
    private static final long[] NONE = {};

    private final TimeGrid grid;
    /** Parts by cell, like the wholes; both are empty while nothing was counted. */
    private long[] parts = NONE;

    private long[] wholes = NONE;
    /** Number of elements of the whole by cell that may still become part; empty if there are none. */
    private long[] undecided = NONE;

    /** Current cell, and the counts to be added to it. */
    private int cell;

    private long cellEnd;
    private long partHere;
    private long wholeHere;

    /** Creates a ratio of 0 to 0. */
    public Ratio(TimeGrid grid) {
        this.grid = grid;
        this.cellEnd = grid.start(1);
    }

    /** Adds {@code part} of {@code whole} at {@code now}, which must not decrease. */
    public void add(long now, long part, long whole) {
        if (now >= cellEnd) {
            close();
            cell = grid.cell(now);
            cellEnd = cell + 1 == grid.cells() ? Long.MAX_VALUE : grid.start(cell + 1);
        }
        partHere += part;
        wholeHere += whole;
    }

    private void close() {
        if (partHere != 0 || wholeHere != 0) {
            open();
            parts[cell] += partHere;
            wholes[cell] += wholeHere;
            partHere = 0;
            wholeHere = 0;
        }
    }

    private void open() {
        if (parts.length == 0) {
            parts = new long[grid.cells()];
            wholes = new long[grid.cells()];
        }
    }

    /** Adds counts in a given cell, for events that are attributed to another time. */
    public void addIn(int chosenCell, long part, long whole) {
        open();
        parts[chosenCell] += part;
        wholes[chosenCell] += whole;
    }

    /**
     * Adds undecided elements of the whole, which may still become part.
     *
     * @param byCell one number per cell
     */
    public void addUndecided(long[] byCell) {
        for (int i = 0; i < byCell.length; i++) {
            addUndecidedIn(i, byCell[i]);
        }
    }

    /** Adds undecided elements of the whole in a given cell. */
    void addUndecidedIn(int chosenCell, long count) {
        if (count > 0) {
            addUndecided(chosenCell, count);
            addIn(chosenCell, 0, count);
        }
    }

    private void addUndecided(int chosenCell, long count) {
        if (undecided.length == 0) {
            undecided = new long[grid.cells()];
        }
        undecided[chosenCell] += count;
    }

    /** Returns the number of undecided elements in a window. */
    public long undecided(CellRange span) {
        return span.sum(undecided);
    }

    /** Returns the part, summed over a window. */
    public long part(CellRange span) {
        close();
        return span.sum(parts);
    }

    /** Returns the whole, summed over a window. */
    public long denominator(CellRange span) {
        close();
        return span.sum(wholes);
    }

    @Override
    public double value(CellRange span, String stat) {
        close();
        BigInteger whole = SUMS.sum(span, wholes);
        return whole.signum() == 0 ? Double.NaN : SUMS.sum(span, parts).doubleValue() / whole.doubleValue();
    }

    @Override
    public PossibleRange range(CellRange span, String stat) {
        long undecided = undecided(span);
        return undecided == 0
                ? PossibleRange.exactly(value(span, ""))
                : PossibleRange.share(part(span), denominator(span) - undecided, undecided);
    }

    @Override
    public String unit() {
        return "ratio";
    }

    @Override
    public Instrument sum(List<Instrument> others) {
        Ratio sum = new Ratio(grid);
        for (Instrument one : others) {
            Ratio other = (Ratio) one;
            other.close();
            if (other.parts.length > 0) {
                sum.open();
            }
            for (int i = 0; i < other.parts.length; i++) {
                sum.parts[i] += other.parts[i];
                sum.wholes[i] += other.wholes[i];
            }
            for (int i = 0; i < other.undecided.length; i++) {
                sum.addUndecided(i, other.undecided[i]);
            }
        }
        return sum;
    }
}
