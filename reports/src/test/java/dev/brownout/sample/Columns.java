package dev.brownout.sample;

import dev.brownout.result.Series;
import dev.brownout.result.Series.Column;
import dev.brownout.result.Series.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Series made from functions of time in seconds, with a little repeatable noise. */
final class Columns {

    private final long stepNanos;
    private final int steps;
    private final List<Column> columns = new ArrayList<>();

    Columns(long stepNanos, long durationNanos) {
        this.stepNanos = stepNanos;
        this.steps = (int) ((durationNanos + stepNanos - 1) / stepNanos);
    }

    Series series() {
        return new Series(stepNanos, 0, columns);
    }

    Columns percentile(String name, String component, DoubleUnaryOperator millis) {
        return add(name, component, "ns", Kind.PERCENTILE, t -> Math.rint(millis.applyAsDouble(t) * 1e6), 0.08);
    }

    /** Adds the four percentiles of a class with the median {@code millis}, spread like an exponential distribution. */
    Columns latency(String name, DoubleUnaryOperator millis) {
        double[] factors = {1, 4.3, 6.6, 10};
        String[] stats = {"p50", "p95", "p99", "p99.9"};
        for (int i = 0; i < stats.length; i++) {
            double factor = factors[i];
            percentile(name + "." + stats[i], name, t -> millis.applyAsDouble(t) * factor);
        }
        return this;
    }

    Columns gauge(String name, String component, String unit, DoubleUnaryOperator value) {
        return add(name, component, unit, Kind.GAUGE, value, 0.03);
    }

    Columns counter(String name, String component, DoubleUnaryOperator perSecond) {
        return add(
                name, component, "1", Kind.COUNTER, t -> Math.rint(perSecond.applyAsDouble(t) * stepNanos / 1e9), 0.03);
    }

    Columns ratio(String name, String component, double perSecond, DoubleUnaryOperator share) {
        long[] numerators = new long[steps];
        long[] denominators = new long[steps];
        double[] values = new double[steps];
        for (int i = 0; i < steps; i++) {
            double target = share.applyAsDouble(i * stepNanos / 1e9);
            denominators[i] = Math.round(perSecond * stepNanos / 1e9);
            numerators[i] = Math.round(Math.min(1, target * (target < 1 ? noise(name, i, 0.02) : 1)) * denominators[i]);
            values[i] = Double.isNaN(target) ? Double.NaN : (double) numerators[i] / denominators[i];
            denominators[i] = Double.isNaN(target) ? 0 : denominators[i];
        }
        columns.add(new Column(
                name,
                component,
                "ratio",
                Kind.RATIO,
                values,
                numerators,
                denominators,
                SampleDisplayHints.hints(name)));
        return this;
    }

    private Columns add(
            String name, String component, String unit, Kind kind, DoubleUnaryOperator value, double spread) {
        double[] values = new double[steps];
        for (int i = 0; i < steps; i++) {
            double plain = value.applyAsDouble(i * stepNanos / 1e9) * noise(name, i, spread);
            values[i] = kind == Kind.GAUGE ? plain : Math.rint(plain);
        }
        columns.add(new Column(
                name, component, unit, kind, values, new long[0], new long[0], SampleDisplayHints.hints(name)));
        return this;
    }

    private static double noise(String name, int step, double spread) {
        long mixed = (name.hashCode() * 31L + step) * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 31;
        mixed *= 0xBF58476D1CE4E5B9L;
        return 1 + spread * ((mixed >>> 11) / (double) (1L << 53) * 2 - 1);
    }
}
