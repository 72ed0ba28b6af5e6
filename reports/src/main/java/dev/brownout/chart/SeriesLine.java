package dev.brownout.chart;

import dev.brownout.result.Series;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A line of a chart.
 *
 * @param label name of the line
 * @param seconds times in s, ascending: the middle of each interval
 * @param values value at each time; {@code NaN} leaves a gap
 */
record SeriesLine(String label, double[] seconds, double[] values) {

    /** Creates a line of the values of a column. */
    static SeriesLine of(String label, Series series, Column column, long durationNanos) {
        return new SeriesLine(label, middles(series, column.values().length, durationNanos), column.values());
    }

    /** Creates a line of values for the intervals of the series of a variant. */
    static SeriesLine of(String label, VariantResult variant, double[] values) {
        return new SeriesLine(label, middles(variant.series(), values.length, variant.durationNanos()), values);
    }

    /** Returns this line with another name. */
    SeriesLine called(String other) {
        return new SeriesLine(other, seconds, values);
    }

    /** Creates a line of the counts of a column as rates per {@code nanos}, by the length of their interval. */
    static SeriesLine per(double nanos, String label, Series series, Column column, long durationNanos) {
        double[] rates = new double[column.values().length];
        for (int i = 0; i < rates.length; i++) {
            long from = series.startNanos() + i * series.stepNanos();
            rates[i] = column.values()[i] * nanos / (end(from, series, durationNanos) - from);
        }
        return new SeriesLine(label, middles(series, rates.length, durationNanos), rates);
    }

    /**
     * Creates a line of the cumulative counts of a column, from an interval on, so that the last value is a given
     * total. Earlier intervals are a gap.
     */
    static SeriesLine sum(String label, Series series, Column column, long durationNanos, int first, double total) {
        double[] sums = new double[column.values().length];
        double left = total;
        for (int i = sums.length - 1; i >= 0; i--) {
            sums[i] = i < first ? Double.NaN : left;
            left -= Double.isNaN(column.values()[i]) ? 0 : column.values()[i];
        }
        return new SeriesLine(label, middles(series, sums.length, durationNanos), sums);
    }

    /** Returns this line without its first points. */
    SeriesLine from(int first) {
        int start = Math.min(first, values.length);
        return new SeriesLine(
                label,
                Arrays.copyOfRange(seconds, start, values.length),
                Arrays.copyOfRange(values, start, values.length));
    }

    /** Returns this line without the points of intervals that begin before a time, in s. */
    SeriesLine after(double moment) {
        int first = 0;
        while (first < seconds.length && startNanos(first) < moment * 1e9) {
            first++;
        }
        return from(first);
    }

    /** Returns the sum of this line and another one with the same times. */
    SeriesLine plus(SeriesLine other) {
        double[] sums = new double[values.length];
        Arrays.setAll(sums, i -> values[i] + other.values[i]);
        return new SeriesLine(label, seconds, sums);
    }

    /** Returns the greater value of this line and another one with the same times, at each time. */
    SeriesLine most(SeriesLine other) {
        double[] greater = new double[values.length];
        Arrays.setAll(
                greater, i -> Double.isNaN(values[i]) || other.values[i] > values[i] ? other.values[i] : values[i]);
        return new SeriesLine(label, seconds, greater);
    }

    /** Returns this line with at most {@code most} points. Each is the mean of a number of intervals. */
    SeriesLine coarse(int most) {
        int each = (values.length + most - 1) / most;
        if (each <= 1) {
            return this;
        }
        int count = (values.length + each - 1) / each;
        double[] at = new double[count];
        double[] means = new double[count];
        for (int i = 0; i < count; i++) {
            int from = i * each;
            int to = Math.min(values.length, from + each);
            at[i] = Arrays.stream(seconds, from, to).average().orElseThrow();
            means[i] = Arrays.stream(values, from, to).average().orElseThrow();
        }
        return new SeriesLine(label, at, means);
    }

    /** Returns this line with each value mapped to its position on an axis. */
    SeriesLine placed(ValueRange range) {
        return new SeriesLine(
                label, seconds, Arrays.stream(values).map(range::place).toArray());
    }

    /** Returns the points as plain data: their times and values. */
    Map<String, Object> model() {
        SeriesLine drawn = LineSimplifier.of(this);
        Map<String, Object> model = new TreeMap<>();
        model.put("moments", drawn.seconds);
        model.put("values", drawn.values);
        return model;
    }

    /** Returns this line in its public form. */
    Chart.Line line(int panel, String heading, String unit) {
        return new Chart.Line(
                panel,
                heading,
                label,
                unit,
                IntStream.range(0, values.length).mapToObj(this::startNanos).toList(),
                Arrays.stream(values).boxed().toList());
    }

    /**
     * Returns the start of the interval of a point, in ns. It lies before the point by half the distance between
     * points.
     */
    long startNanos(int step) {
        double half = seconds.length > 1 ? (seconds[1] - seconds[0]) / 2 : 0;
        return Math.round((seconds[step] - half) * 1e9);
    }

    /** Returns the index of the last value, or -1 if there is none. */
    int last() {
        int last = values.length - 1;
        while (last >= 0 && Double.isNaN(values[last])) {
            last--;
        }
        return last;
    }

    double max() {
        double max = Double.NaN;
        for (double value : values) {
            max = Double.isNaN(max) || value > max ? value : max;
        }
        return max;
    }

    /** Returns the smallest value above zero, or {@code NaN} if there is none. */
    double minPositive() {
        double min = Double.NaN;
        for (double value : values) {
            min = value > 0 && !(value >= min) ? value : min;
        }
        return min;
    }

    double min() {
        double min = Double.NaN;
        for (double value : values) {
            min = Double.isNaN(min) || value < min ? value : min;
        }
        return min;
    }

    double mean() {
        double sum = 0;
        int count = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private static double[] middles(Series series, int count, long durationNanos) {
        double[] seconds = new double[count];
        for (int i = 0; i < count; i++) {
            long from = series.startNanos() + i * series.stepNanos();
            seconds[i] = (from + end(from, series, durationNanos)) / 2e9;
        }
        return seconds;
    }

    private static long end(long from, Series series, long durationNanos) {
        long end = Math.min(from + series.stepNanos(), durationNanos);
        return end > from ? end : from + series.stepNanos();
    }
}
