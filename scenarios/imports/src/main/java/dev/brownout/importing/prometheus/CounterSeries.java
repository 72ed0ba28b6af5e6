package dev.brownout.importing.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Increase of the counters of one metric over time. */
final class CounterSeries {
    private static final int MOST_STEPS = 60;
    private static final double LEAST_OF_STEP = 0.5;

    /** Increase by start and length of the interval between two samples, in seconds. */
    private final TreeMap<Double, Map<Double, Double>> intervals = new TreeMap<>();

    private double shortest = Double.POSITIVE_INFINITY;
    private double end = Double.NEGATIVE_INFINITY;
    private double sum;

    /** Adds a counter. Its increase between two samples is spread evenly over the time between them. */
    void add(PrometheusSeries series) {
        for (int i = 1; i < series.times().length; i++) {
            double from = series.times()[i - 1];
            double length = series.times()[i] - from;
            double increase = series.increase(i);
            intervals.computeIfAbsent(from, none -> new TreeMap<>()).merge(length, increase, Double::sum);
            shortest = Math.min(shortest, length);
            end = Math.max(end, series.times()[i]);
            sum += increase;
        }
    }

    /** Adds the increase of another counter series. */
    void add(CounterSeries other) {
        other.intervals.forEach((from, counted) -> counted.forEach((length, increase) ->
                intervals.computeIfAbsent(from, none -> new TreeMap<>()).merge(length, increase, Double::sum)));
        shortest = Math.min(shortest, other.shortest);
        end = Math.max(end, other.end);
        sum += other.sum;
    }

    /** Returns the total increase. */
    double sum() {
        return sum;
    }

    double start() {
        return intervals.isEmpty() ? Double.NaN : intervals.firstKey();
    }

    double end() {
        return end;
    }

    double seconds() {
        return end - start();
    }

    /**
     * Returns the interval length in whole seconds: that of the query, or a multiple of it with at most 60 intervals.
     */
    long stepSeconds() {
        double least = Math.max(1, shortest);
        return (long) Math.ceil(least * Math.ceil(seconds() / MOST_STEPS / least));
    }

    /**
     * Returns the rate per second in each interval. A last interval that is covered for less than half of its length is
     * omitted.
     */
    List<Double> rates() {
        long step = stepSeconds();
        int steps = (int) Math.max(1, Math.ceil(seconds() / step - 1e-9));
        double[] sums = new double[steps];
        intervals.forEach((from, counted) ->
                counted.forEach((length, increase) -> spread(sums, step, from - start(), length, increase)));
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            double length = Math.min(step, end - start() - (double) i * step);
            if (i == 0 || length >= LEAST_OF_STEP * step) {
                rates.add(sums[i] / length);
            }
        }
        return rates;
    }

    private static void spread(double[] sums, long step, double from, double length, double increase) {
        for (int i = (int) (from / step); i < sums.length; i++) {
            double begins = (double) i * step;
            double part = Math.min(from + length, begins + step) - Math.max(from, begins);
            if (part <= 0) {
                return;
            }
            sums[i] += increase * part / length;
        }
    }

    /** Returns the highest rate per second of an interval. */
    double highest() {
        return rates().stream().mapToDouble(rate -> rate).max().orElse(0);
    }
}
