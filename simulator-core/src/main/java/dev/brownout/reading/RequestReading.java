package dev.brownout.reading;

import dev.brownout.measure.Span;
import dev.brownout.result.Showing;
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
record RequestReading(RequestMetric metric, String stat, Supplier<RequestStats> stats) implements Reading {
    @Override
    public double value(Span span) {
        return metric.value(stats.get(), stat, span);
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
    public Showing showing() {
        return stat.isEmpty() ? metric.meaning().showing() : Showing.PLAIN;
    }

    @Override
    public Optional<Parts> parts(Span span) {
        return metric.parts(stats.get(), span);
    }

    @Override
    public double step(int step, Span span) {
        if (!unit().equals("ns")) {
            return value(span);
        }
        OptionalDouble percentile = metric.percentile(stat);
        return percentile.isPresent() ? stats.get().trend.percentile(step, percentile.getAsDouble()) : Double.NaN;
    }
}
