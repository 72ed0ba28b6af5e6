package dev.brownout.instrument;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * A sampled time, such as the lag of a replica. The value of a window is based on the samples at the end of each
 * interval. A window that contains no end of an interval uses the samples at the ends of its cells. Further borders of
 * windows have no influence, as the mean would otherwise depend on unrelated windows.
 */
public final class SampledGauge implements Instrument {
    private static final long[] NONE = {};

    private final TimeGrid grid;
    /** Sample at the end of each cell, in ns; empty while there are none, as on most hosts of a large system. */
    private long[] seen = NONE;

    private LongSupplier source;

    /** Creates a gauge without samples. */
    public SampledGauge(TimeGrid grid) {
        this.grid = grid;
    }

    /** Sets the source of the samples. */
    public void from(LongSupplier nanos) {
        source = nanos;
    }

    /** Returns the present value in ns; negative if there is none. */
    public long currentValue() {
        return source == null ? -1 : source.getAsLong();
    }

    /** Takes the sample of a cell. A negative value is not a sample. */
    public void sample(int cell) {
        long now = currentValue();
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

    /** Returns a gauge with the maximum over several nodes. */
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
