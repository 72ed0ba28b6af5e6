package dev.brownout.chart.model;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.ValueRange;
import dev.brownout.result.Series;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Line of a chart over time.
 *
 * @param label name of the line
 * @param seconds times of the points in s, ascending; each is the middle of an interval
 * @param values value at each time; {@code NaN} leaves a gap
 */
public record SeriesLine(String label, double[] seconds, double[] values) {

    /** Share of a total below which a remainder is a rounding error. */
    private static final double RESIDUE = 1e-9;

    /** Creates a line of the values of a column. */
    public static SeriesLine of(String label, Series series, Column column, long durationNanos) {
        return new SeriesLine(
                label,
                midpoints(series, column.values().length, durationNanos),
                complete(column.values(), series, durationNanos));
    }

    /** Creates a line of values, one per interval of the series of a variant. */
    public static SeriesLine of(String label, VariantResult variant, double[] values) {
        return new SeriesLine(
                label, midpoints(variant.series(), values.length, variant.run().durationNanos()), values);
    }

    /** Returns this line with another label. */
    public SeriesLine withLabel(String newLabel) {
        return new SeriesLine(newLabel, seconds, values);
    }

    /**
     * Creates a line of rates from the counts of a column. A rate is the count per {@code nanos}, based on the length
     * of its interval.
     */
    static SeriesLine rate(double nanos, String label, Series series, Column column, long durationNanos) {
        double[] rates = new double[column.values().length];
        for (int i = 0; i < rates.length; i++) {
            long from = series.startNanos() + i * series.stepNanos();
            rates[i] = column.values()[i] * nanos / (intervalEnd(from, series, durationNanos) - from);
        }
        return new SeriesLine(
                label, midpoints(series, rates.length, durationNanos), complete(rates, series, durationNanos));
    }

    /**
     * Creates a line of the cumulative counts of a column that ends at a given total; for a gauge, of the cumulative
     * seconds. Intervals before {@code firstInterval} are a gap.
     */
    public static SeriesLine cumulative(
            String label, Series series, Column column, long durationNanos, int firstInterval, double total) {
        double[] sums = new double[column.values().length];
        double remaining = total;
        double weight = column.kind() == Series.Kind.GAUGE ? series.stepNanos() / 1e9 : 1;
        for (int i = sums.length - 1; i >= 0; i--) {
            boolean residue = Math.abs(remaining) < RESIDUE * Math.abs(total);
            sums[i] = i < firstInterval ? Double.NaN : residue ? 0 : remaining;
            remaining -= Double.isNaN(column.values()[i]) ? 0 : column.values()[i] * weight;
        }
        return new SeriesLine(label, midpoints(series, sums.length, durationNanos), sums);
    }

    /** Returns this line without its first {@code count} points. */
    public SeriesLine withoutFirst(int count) {
        int start = Math.min(count, values.length);
        return new SeriesLine(
                label,
                Arrays.copyOfRange(seconds, start, values.length),
                Arrays.copyOfRange(values, start, values.length));
    }

    /** Returns this line without the points of intervals that begin before {@code startSeconds}. */
    public SeriesLine startingAt(double startSeconds) {
        int skipped = 0;
        while (skipped < seconds.length && startNanos(skipped) < startSeconds * 1e9) {
            skipped++;
        }
        return withoutFirst(skipped);
    }

    /** Returns the sum of this line and another one with the same times. */
    public SeriesLine plus(SeriesLine other) {
        double[] sums = new double[values.length];
        Arrays.setAll(sums, i -> values[i] + other.values[i]);
        return new SeriesLine(label, seconds, sums);
    }

    /** Returns the maximum of this line and another one with the same times, at each time. */
    public SeriesLine maximum(SeriesLine other) {
        double[] maxima = new double[values.length];
        Arrays.setAll(
                maxima, i -> Double.isNaN(values[i]) || other.values[i] > values[i] ? other.values[i] : values[i]);
        return new SeriesLine(label, seconds, maxima);
    }

    /** Returns this line with at most {@code maxPoints} points. Each point is the mean of adjacent points. */
    SeriesLine downsampled(int maxPoints) {
        int groupSize = (values.length + maxPoints - 1) / maxPoints;
        if (groupSize <= 1) {
            return this;
        }
        int count = (values.length + groupSize - 1) / groupSize;
        double[] times = new double[count];
        double[] means = new double[count];
        for (int i = 0; i < count; i++) {
            int from = i * groupSize;
            int to = Math.min(values.length, from + groupSize);
            times[i] = Arrays.stream(seconds, from, to).average().orElseThrow();
            means[i] = Arrays.stream(values, from, to).average().orElseThrow();
        }
        return new SeriesLine(label, times, means);
    }

    /** Returns this line with each value mapped to its position on an axis. */
    public SeriesLine mappedTo(ValueRange range) {
        return new SeriesLine(
                label, seconds, Arrays.stream(values).map(range::position).toArray());
    }

    /** Returns the points as plain data: their times and values. */
    Map<String, Object> model() {
        SeriesLine simplified = LineSimplifier.simplify(this);
        Map<String, Object> model = new TreeMap<>();
        model.put("moments", simplified.seconds);
        model.put("values", simplified.values);
        return model;
    }

    /** Returns this line as part of the public description of a chart. */
    Chart.Line toChartLine(int panel, String heading, String unit) {
        return new Chart.Line(
                panel,
                heading,
                label,
                unit,
                IntStream.range(0, values.length).mapToObj(this::startNanos).toList(),
                Arrays.stream(values).boxed().toList());
    }

    /**
     * Returns the start of the interval of a point, in ns. The start lies half the distance between two points before
     * the point. For a single point, it is the point itself.
     */
    public long startNanos(int point) {
        double half = seconds.length > 1 ? (seconds[1] - seconds[0]) / 2 : 0;
        return Math.round((seconds[point] - half) * 1e9);
    }

    /** Returns the index of the last point with a value, or -1 if no point has a value. */
    public int last() {
        int last = values.length - 1;
        while (last >= 0 && Double.isNaN(values[last])) {
            last--;
        }
        return last;
    }

    /** Returns the largest value, or {@code NaN} if there is none. */
    public double max() {
        double max = Double.NaN;
        for (double value : values) {
            max = Double.isNaN(max) || value > max ? value : max;
        }
        return max;
    }

    /** Returns the smallest value above zero, or {@code NaN} if there is none. */
    public double minPositive() {
        double min = Double.NaN;
        for (double value : values) {
            min = value > 0 && !(value >= min) ? value : min;
        }
        return min;
    }

    /** Returns the smallest value, or {@code NaN} if there is none. */
    public double min() {
        double min = Double.NaN;
        for (double value : values) {
            min = Double.isNaN(min) || value < min ? value : min;
        }
        return min;
    }

    /** Returns the mean of the values, or 0 if there is none. */
    public double mean() {
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

    /** Returns the values without that of a last interval which the end of the run cuts, unless it is the only one. */
    private static double[] complete(double[] values, Series series, long durationNanos) {
        int last = values.length - 1;
        if (last < 1 || series.startNanos() + (last + 1) * series.stepNanos() <= durationNanos) {
            return values;
        }
        double[] complete = values.clone();
        complete[last] = Double.NaN;
        return complete;
    }

    private static double[] midpoints(Series series, int count, long durationNanos) {
        double[] seconds = new double[count];
        for (int i = 0; i < count; i++) {
            long from = series.startNanos() + i * series.stepNanos();
            seconds[i] = (from + intervalEnd(from, series, durationNanos)) / 2e9;
        }
        return seconds;
    }

    private static long intervalEnd(long from, Series series, long durationNanos) {
        long end = Math.min(from + series.stepNanos(), durationNanos);
        return end > from ? end : from + series.stepNanos();
    }
}
