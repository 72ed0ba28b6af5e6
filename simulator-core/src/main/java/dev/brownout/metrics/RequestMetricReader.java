package dev.brownout.metrics;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.PossibleRange;
import dev.brownout.result.DisplayHints;
import dev.brownout.result.Latency;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * A measure of some requests, ready to be read.
 *
 * @param metric the measure
 * @param stat the statistic of it; empty for none
 * @param stats the counts of the requests that are meant, as they are when it is read
 */
record RequestMetricReader(RequestMetric metric, String stat, Supplier<RequestStats> stats) implements MetricReader {
    private static final double WHOLE = 100;
    /** Up to this percentile steps keep their own, to tell when it was. */
    private static final double USUAL = 99;

    @Override
    public double value(CellRange span) {
        return metric.value(stats.get(), stat, span);
    }

    @Override
    public PossibleRange range(CellRange span) {
        return metric.range(stats.get(), stat, span);
    }

    @Override
    public String unit() {
        return metric.unit(stat);
    }

    @Override
    public boolean counts() {
        return metric.counts(stat);
    }

    @Override
    public boolean steps() {
        return !unit().equals("ns") || metric.percentile(stat).isPresent();
    }

    @Override
    public DisplayHints showing() {
        return stat.isEmpty() ? metric.meaning().showing() : DisplayHints.PLAIN;
    }

    @Override
    public Optional<Parts> parts(CellRange span) {
        return metric.parts(stats.get(), span);
    }

    @Override
    public double step(int step, CellRange span) {
        if (!unit().equals("ns")) {
            return value(span);
        }
        OptionalDouble percentile = metric.percentile(stat);
        return percentile.isPresent() ? stats.get().trend.percentile(step, percentile.getAsDouble()) : Double.NaN;
    }

    /** Beyond the 99th, a percentile of steps that have too few samples for it is that of several together. */
    @Override
    public double[] series(List<CellRange> steps, int measured) {
        OptionalDouble percentile = metric.percentile(stat);
        if (percentile.isEmpty() || percentile.getAsDouble() <= USUAL || percentile.getAsDouble() == WHOLE) {
            return MetricReader.super.series(steps, measured);
        }
        double percent = percentile.getAsDouble();
        double[] all = stats.get().trend.percentiles(percent, Latency.leastSamples(percent / WHOLE), measured);
        return Arrays.copyOf(all, steps.size());
    }
}
