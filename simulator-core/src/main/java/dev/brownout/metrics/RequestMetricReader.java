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
 * Reader of a metric of requests.
 *
 * @param metric metric to read
 * @param stat statistic of the metric; empty for none
 * @param stats supplies the current counts of the requests at each read
 */
record RequestMetricReader(RequestMetric metric, String stat, Supplier<RequestStats> stats) implements MetricReader {
    private static final double WHOLE = 100;
    /** Highest percentile that each interval has for itself, so that a series shows the time of a change. */
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
        return percentile.isPresent()
                ? stats.get().latencySeries.percentile(step, percentile.getAsDouble())
                : Double.NaN;
    }

    /**
     * Returns the values of a series. A percentile above the 99th is taken over several adjacent intervals where single
     * ones have too few samples.
     */
    @Override
    public double[] series(List<CellRange> steps, int measured) {
        OptionalDouble percentile = metric.percentile(stat);
        if (percentile.isEmpty() || percentile.getAsDouble() <= USUAL || percentile.getAsDouble() == WHOLE) {
            return MetricReader.super.series(steps, measured);
        }
        double percent = percentile.getAsDouble();
        double[] all = stats.get().latencySeries.percentiles(percent, Latency.leastSamples(percent / WHOLE), measured);
        return Arrays.copyOf(all, steps.size());
    }
}
