package dev.brownout.metrics;

import dev.brownout.instrument.CellRange;
import dev.brownout.result.Latency;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Warnings for assertions on percentiles that have too few samples. */
public final class SampleSizeWarnings {
    private static final Pattern PERCENTILE = Pattern.compile("p([0-9]+(\\.[0-9]+)?)");
    private static final String COUNT = "count";

    private final RunMeasurements run;
    private final WindowResolver windows;
    private final MetricResolver readings;

    /** Creates the warnings for the assertions of a run. */
    public SampleSizeWarnings(RunMeasurements run, WindowResolver windows, MetricResolver readings) {
        this.run = run;
        this.windows = windows;
        this.readings = readings;
    }

    /**
     * Returns one sentence per affected assertion. An assertion without any sample gets no warning, since it has a
     * verdict of its own.
     */
    public List<Sentence> warnings() {
        List<Sentence> warnings = new ArrayList<>();
        run.scenario().evaluation().sla().forEach((name, relation) -> {
            Metric metric = relation.metric();
            OptionalDouble percentile = quantile(metric);
            if (percentile.isPresent()) {
                MetricReader samples = readings.of(counting(metric), "sla." + name);
                double quantile = percentile.getAsDouble();
                long fewestSamples = windows.resolve(relation.window(), "sla." + name).stream()
                        .map(part -> run.grid().span(part.fromNanos(), part.toNanos()))
                        .mapToLong(span -> count(samples, span))
                        .min()
                        .orElse(0);
                if (fewestSamples > 0 && !Latency.carries(fewestSamples, quantile)) {
                    warnings.add(Sentence.of(
                            fewestSamples == 1
                                    ? "'{}': {} has {} sample and needs at least {}: with fewer it is little more than "
                                            + "their maximum"
                                    : "'{}': {} has {} samples and needs at least {}: with fewer it is little "
                                            + "more than "
                                            + "their maximum",
                            name,
                            metric,
                            fewestSamples,
                            Latency.leastSamples(quantile)));
                }
            }
        });
        return warnings;
    }

    /**
     * Returns whether a metric has enough samples in a window. A percentile needs enough for one sample to lie beyond
     * it; other metrics need none.
     */
    static boolean isCarried(Metric metric, MetricResolver readings, CellRange span) {
        OptionalDouble percentile = quantile(metric);
        return percentile.isEmpty()
                || Latency.carries(count(readings.of(counting(metric), metric.name()), span), percentile.getAsDouble());
    }

    /** Returns the quantile of a metric, such as 0.99 for a 99th percentile; empty if the metric is no percentile. */
    private static OptionalDouble quantile(Metric metric) {
        Matcher percentile = PERCENTILE.matcher(metric.stat().orElse(metric.name()));
        return percentile.matches()
                ? OptionalDouble.of(Double.parseDouble(percentile.group(1)) / 100)
                : OptionalDouble.empty();
    }

    private static long count(MetricReader samples, CellRange span) {
        return (long) samples.value(span);
    }

    /** Returns the metric for the number of samples of a percentile. */
    private static Metric counting(Metric metric) {
        String name = metric.stat().isPresent() ? metric.name() : "latency";
        return new Metric(metric.selector(), name, metric.fault(), Optional.of(COUNT));
    }
}
