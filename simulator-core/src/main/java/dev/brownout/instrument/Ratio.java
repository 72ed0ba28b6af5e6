package dev.brownout.instrument;

import java.math.BigInteger;
import java.util.List;

/** A part of a whole, both of them counted: hits of look-ups, busy time of time. */
public final class Ratio implements Instrument {
    private static final WideLongColumn SUMS = new WideLongColumn(1, 0);
    private static final long[] NONE = {};

    private final TimeGrid grid;
    /** By cell, as the wholes; both are empty while nothing was counted. */
    private long[] parts = NONE;

    private long[] wholes = NONE;
    /** By cell, of the whole: what may still become part; empty where there is none. */
    private long[] undecided = NONE;

    /** The cell that now is in, and what is to be added to it. */
    private int cell;

    private long cellEnd;
    private long partHere;
    private long wholeHere;

    /** Starts at 0 of 0. */
    public Ratio(TimeGrid grid) {
        this.grid = grid;
        this.cellEnd = grid.start(1);
    }

    /** Counts {@code part} of {@code whole}, now; {@code now} never goes back. */
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

    /** Counts in a cell of one's choice, for what counts at another time than now. */
    public void addIn(int chosenCell, long part, long whole) {
        open();
        parts[chosenCell] += part;
        wholes[chosenCell] += whole;
    }

    /**
     * Counts what is of the whole, and may still become part of it or not.
     *
     * @param byCell as many numbers as there are cells
     */
    public void addUndecided(long[] byCell) {
        for (int i = 0; i < byCell.length; i++) {
            if (byCell[i] > 0) {
                addUndecided(i, byCell[i]);
                addIn(i, 0, byCell[i]);
            }
        }
    }

    private void addUndecided(int chosenCell, long count) {
        if (undecided.length == 0) {
            undecided = new long[grid.cells()];
        }
        undecided[chosenCell] += count;
    }

    /** What may still become part, summed over a window. */
    public long undecided(CellRange span) {
        return span.sum(undecided);
    }

    /** The part, summed over a window. */
    public long part(CellRange span) {
        close();
        return span.sum(parts);
    }

    /** The whole, summed over a window. */
    public long whole(CellRange span) {
        close();
        return span.sum(wholes);
    }

    @Override
    public double value(CellRange span, String stat) {
        close();
        BigInteger whole = SUMS.over(span, wholes);
        return whole.signum() == 0 ? Double.NaN : SUMS.over(span, parts).doubleValue() / whole.doubleValue();
    }

    @Override
    public PossibleRange range(CellRange span, String stat) {
        long undecided = undecided(span);
        return undecided == 0
                ? PossibleRange.exactly(value(span, ""))
                : PossibleRange.share(part(span), whole(span) - undecided, undecided);
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
