package dev.brownout.measure;

import java.util.List;

/** A part of a whole, both of them counted: hits of look-ups, busy time of time. */
public final class Ratio implements Instrument {
    private final Grid grid;
    private final long[] parts;
    private final long[] wholes;
    private int cell;
    private long cellEnd;

    /** Starts at 0 of 0. */
    public Ratio(Grid grid) {
        this.grid = grid;
        this.parts = new long[grid.cells()];
        this.wholes = new long[grid.cells()];
        this.cellEnd = grid.start(1);
    }

    /** Counts {@code part} of {@code whole}, now; {@code now} never goes back. */
    public void add(long now, long part, long whole) {
        if (now >= cellEnd) {
            cell = grid.cell(now);
            cellEnd = cell + 1 == grid.cells() ? Long.MAX_VALUE : grid.start(cell + 1);
        }
        parts[cell] += part;
        wholes[cell] += whole;
    }

    /** Counts in a cell of one's choice, for what counts at another time than now. */
    public void addIn(int chosenCell, long part, long whole) {
        parts[chosenCell] += part;
        wholes[chosenCell] += whole;
    }

    /** The part, summed over a window. */
    public long part(Span span) {
        return span.sum(parts);
    }

    /** The whole, summed over a window. */
    public long whole(Span span) {
        return span.sum(wholes);
    }

    @Override
    public double value(Span span, String stat) {
        long whole = whole(span);
        return whole == 0 ? Double.NaN : (double) part(span) / whole;
    }

    @Override
    public String unit() {
        return "ratio";
    }

    @Override
    public Instrument sum(List<Instrument> others) {
        Ratio sum = new Ratio(grid);
        for (Instrument other : others) {
            for (int i = 0; i < parts.length; i++) {
                sum.parts[i] += ((Ratio) other).parts[i];
                sum.wholes[i] += ((Ratio) other).wholes[i];
            }
        }
        return sum;
    }
}
