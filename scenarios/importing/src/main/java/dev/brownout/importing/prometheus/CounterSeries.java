package dev.brownout.importing.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What counters of one metric have counted, over time. */
final class CounterSeries {
    private static final int MOST_STEPS = 60;
    private static final double LEAST_OF_STEP = 0.5;

    /** By when the interval between two values began and how long it was, what was counted in it. */
    private final TreeMap<Double, Map<Double, Double>> intervals = new TreeMap<>();

    private double shortest = Double.POSITIVE_INFINITY;
    private double end = Double.NEGATIVE_INFINITY;
    private double sum;

    /** Counts what a counter has counted; its growth between two values is spread evenly over the time between them. */
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

    /** Counts what another one has counted. */
    void add(CounterSeries other) {
        other.intervals.forEach((from, counted) -> counted.forEach((length, increase) ->
                intervals.computeIfAbsent(from, none -> new TreeMap<>()).merge(length, increase, Double::sum)));
        shortest = Math.min(shortest, other.shortest);
        end = Math.max(end, other.end);
        sum += other.sum;
    }

    /** How much altogether. */
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

    /** How long a step is, in whole seconds: as long as those of the query, or so much longer that there are sixty. */
    long stepSeconds() {
        double least = Math.max(1, shortest);
        return (long) Math.ceil(least * Math.ceil(seconds() / MOST_STEPS / least));
    }

    /** What was counted a second, step by step; a last step of which little is there is left out. */
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

    /** The highest rate of a step. */
    double highest() {
        return rates().stream().mapToDouble(rate -> rate).max().orElse(0);
    }
}
