package dev.brownout.instrument;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A time that is looked at, not counted, such as a replica's lag: its value at the end of each step. A window that no
 * step ends in has the values at the ends of its cells, so that it has any; other borders of windows never count, or a
 * mean would depend on what else is asked of the run.
 */
public final class SampledGauge implements Instrument {
    private static final long[] NONE = {};

    private final TimeGrid grid;
    /** What was seen at the end of each cell; empty while nothing was, as on most machines of a large system. */
    private long[] seen = NONE;

    private LongSupplier source;

    /** Starts without samples. */
    public SampledGauge(TimeGrid grid) {
        this.grid = grid;
    }

    /** Says where to look. */
    public void from(LongSupplier nanos) {
        source = nanos;
    }

    /** What is seen now; negative for nothing. */
    public long now() {
        return source == null ? -1 : source.getAsLong();
    }

    /** Looks, for a cell; a negative value is no sample. */
    public void sample(int cell) {
        long now = now();
        if (now >= 0) {
            open();
            seen[cell] = now;
        }
    }

    private void open() {
        if (seen.length == 0) {
            seen = new long[grid.cells()];
            Arrays.fill(seen, -1);
        }
    }

    @Override
    public double value(CellRange span, String stat) {
        if (seen.length == 0) {
            return Double.NaN;
        }
        boolean whole = false;
        for (int i = span.from(); i < span.to(); i++) {
            whole |= grid.endsStep(i);
        }
        long count = 0;
        double sum = 0;
        double max = Double.NaN;
        for (int i = span.from(); i < span.to(); i++) {
            if (seen[i] >= 0 && (grid.endsStep(i) || !whole)) {
                count++;
                sum += seen[i];
                max = count == 1 ? seen[i] : Math.max(max, seen[i]);
            }
        }
        if (stat.equals("max")) {
            return max;
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    @Override
    public String unit() {
        return "ns";
    }

    @Override
    public List<String> stats() {
        return List.of("max");
    }

    /** For several nodes the largest. */
    @Override
    public Instrument sum(List<Instrument> parts) {
        SampledGauge worst = new SampledGauge(grid);
        for (Instrument part : parts) {
            long[] own = ((SampledGauge) part).seen;
            for (int i = 0; i < own.length; i++) {
                worst.open();
                worst.seen[i] = Math.max(worst.seen[i], own[i]);
            }
        }
        return worst;
    }
}
