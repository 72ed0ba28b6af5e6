package dev.brownout.instrument;

import java.math.BigInteger;
import java.util.List;

/** A counted part of a counted whole, such as cache hits of lookups or busy time of total time. */
public final class Ratio implements Instrument {
    private static final int WHOLE = 0;
    private static final int PART = 1;
    private static final int COLUMNS = 2;

    private final TimeGrid grid;
    /** Wholes and parts by cell. */
    private final CellTable cells;
    /** Number of elements of the whole by cell that may still become part. */
    private final CellTable undecided;

    /** Current cell, and the counts to be added to it. */
    private int cell;

    private long cellEnd;
    private long partHere;
    private long wholeHere;

    /** Creates a ratio of 0 to 0. */
    public Ratio(TimeGrid grid) {
        this.grid = grid;
        this.cells = new CellTable(grid, COLUMNS);
        this.undecided = new CellTable(grid, 1);
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
            addIn(cell, partHere, wholeHere);
            partHere = 0;
            wholeHere = 0;
        }
    }

    /** Adds counts in a given cell, for events that are attributed to another time. */
    public void addIn(int chosenCell, long part, long whole) {
        cells.add(chosenCell, WHOLE, whole);
        cells.add(chosenCell, PART, part);
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
            undecided.add(chosenCell, 0, count);
            addIn(chosenCell, 0, count);
        }
    }

    /** Returns the number of undecided elements in a window. */
    public long undecided(CellRange span) {
        return undecided.sum(span, 0);
    }

    /** Returns the part, summed over a window. */
    public long part(CellRange span) {
        close();
        return cells.sum(span, PART);
    }

    /** Returns the whole, summed over a window. */
    public long denominator(CellRange span) {
        close();
        return cells.sum(span, WHOLE);
    }

    @Override
    public double value(CellRange span, String stat) {
        close();
        BigInteger whole = cells.wideSum(span, WHOLE);
        return whole.signum() == 0 ? Double.NaN : cells.wideSum(span, PART).doubleValue() / whole.doubleValue();
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
            sum.cells.addAll(other.cells);
            sum.undecided.addAll(other.undecided);
        }
        return sum;
    }
}
