package dev.brownout.chart.model;

import dev.brownout.result.ComponentResult;
import dev.brownout.result.Latency;
import dev.brownout.result.Percentile;
import dev.brownout.result.RequestResult;
import dev.brownout.result.Series;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.FaultSpan;
import dev.brownout.result.VariantResult.RoleSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks up the data of a variant for charts and their titles. It is that of the result, not of the drawn lines. */
public final class ResultLookup {
    /** Minimum number of samples for a share. Its standard error is then at most 0.05. */
    private static final long ENOUGH = 100;

    private static final int TWENTIETH = 20;
    /** Maximum distance of a count of events from an integer that is due to rounding. */
    private static final double WHOLE = 1e-6;

    private final VariantResult variant;
    private final Series series;

    /** Creates a lookup in the result of a variant. */
    public ResultLookup(VariantResult variant) {
        this.variant = variant;
        this.series = variant.series();
    }

    /** Returns the percentile of a column of some variants; empty if it is another metric. */
    public static Optional<Percentile> percentile(String column, List<VariantResult> variants) {
        return variants.stream()
                .flatMap(one -> one.series().columns().stream())
                .filter(one -> one.name().equals(column))
                .findFirst()
                .flatMap(Column::percentile);
    }

    /** Extreme value of a column, and the start of its interval in ns. */
    public record Extreme(double value, long atNanos) {}

    /**
     * Returns a column as it is drawn. Shares with few samples per interval and rates of few events are merged over
     * intervals.
     */
    public Optional<Column> column(String name) {
        return series.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .map(column ->
                        isJoinable(column) ? together(column) : column.unit().equals("1/s") ? rate(column) : column);
    }

    /** Returns a rate smoothed over its events: it changes only by more than chance if there are few events. */
    private Column rate(Column column) {
        double[] lengths = new double[column.values().length];
        double[] counts = new double[lengths.length];
        for (int i = 0; i < lengths.length; i++) {
            long from = startOf(i);
            long to = Math.min(from + series.stepNanos(), variant.run().durationNanos());
            lengths[i] = (to > from ? to - from : series.stepNanos()) / 1e9;
            double count = column.values()[i] * lengths[i];
            counts[i] = Math.abs(count - Math.rint(count)) < WHOLE ? Math.rint(count) : count;
        }
        double[] even = RateUnit.even(variant, counts)[0];
        Arrays.setAll(even, i -> even[i] / lengths[i]);
        return column.with(even);
    }

    /**
     * Returns whether intervals of a column may be merged. Single intervals of an availability count, as they are
     * failure periods.
     */
    private static boolean isJoinable(Column column) {
        ChartKind topic = ChartKind.of(column);
        return column.kind() == Series.Kind.RATIO && (topic == ChartKind.SHARE || topic == ChartKind.HIT_RATIO);
    }

    /**
     * Merges the intervals of a share if at least half of those that have samples have fewer than 100, as its standard
     * error would exceed 0.05. A group of intervals extends until it has 100 samples, but spans at most a twentieth of
     * the run. Groups do not cross the end of the warm-up. Each interval gets the share of its group.
     */
    private Column together(Column column) {
        long[] denominators = column.denominators();
        long[] nonEmpty =
                Arrays.stream(denominators).filter(count -> count > 0).sorted().toArray();
        if (nonEmpty.length == 0 || nonEmpty[(nonEmpty.length - 1) / 2] >= ENOUGH) {
            return column;
        }
        double[] values = new double[denominators.length];
        int maxIntervals = Math.max(1, denominators.length / TWENTIETH);
        for (int from = 0; from < denominators.length; ) {
            long numerator = 0;
            long denominator = 0;
            int to = from;
            int end = Math.min(from < firstMeasured() ? firstMeasured() : denominators.length, denominators.length);
            while (to < end && to - from < maxIntervals && denominator < ENOUGH) {
                numerator += column.numerators()[to];
                denominator += denominators[to];
                to++;
            }
            Arrays.fill(values, from, to, denominator == 0 ? Double.NaN : (double) numerator / denominator);
            from = to;
        }
        return column.with(values);
    }

    /** Returns the columns with the given prefix and suffix in their names. */
    public List<Column> columns(String prefix, String suffix) {
        return series.columns().stream()
                .filter(column ->
                        column.name().startsWith(prefix) && column.name().endsWith(suffix))
                .toList();
    }

    /** Returns the value over the measured run: from the result if available, or else aggregated from the intervals. */
    public double overall(Column column) {
        int dot = column.name().lastIndexOf('.');
        String selector = dot < 0 ? "all" : column.name().substring(0, dot);
        String metric = column.name().substring(dot + 1);
        RequestResult request = variant.requests().get(selector);
        if (metric.equals("availability") && request != null) {
            return request.availability();
        }
        double measure = measuredValue(selector, metric);
        return Double.isNaN(measure) ? overWindow(column) : measure;
    }

    private double measuredValue(String selector, String metric) {
        int slash = selector.indexOf('/');
        ComponentResult component = variant.components().get(slash < 0 ? selector : selector.substring(0, slash));
        if (component == null) {
            return Double.NaN;
        }
        Map<String, ComponentResult.Measure> measures = slash < 0
                ? component.measures()
                : component.nodes().getOrDefault(selector.substring(slash + 1), Map.of());
        ComponentResult.Measure measure = measures.get(metric);
        return measure == null ? Double.NaN : measure.value();
    }

    private double overWindow(Column column) {
        long numerator = 0;
        long denominator = 0;
        double sum = 0;
        int count = 0;
        for (int i = firstMeasured(); i < column.values().length; i++) {
            if (column.kind() == Series.Kind.RATIO) {
                numerator += column.numerators()[i];
                denominator += column.denominators()[i];
            } else if (!Double.isNaN(column.values()[i])) {
                sum += column.values()[i];
                count++;
            }
        }
        return switch (column.kind()) {
            case RATIO -> denominator == 0 ? Double.NaN : (double) numerator / denominator;
            case COUNTER -> sum;
            default -> count == 0 ? Double.NaN : sum / count;
        };
    }

    /** Returns the extreme interval after the warm-up; {@code NaN} if no interval has a value. */
    public Extreme extreme(Column column, boolean largest) {
        return extreme(column.values(), largest);
    }

    /** Returns the extreme interval after the warm-up, for values derived from a column. */
    public Extreme extreme(double[] values, boolean largest) {
        double best = Double.NaN;
        int index = 0;
        for (int i = firstMeasured(); i < values.length; i++) {
            if (Double.isNaN(best) || (largest ? values[i] > best : values[i] < best)) {
                best = values[i];
                index = i;
            }
        }
        return new Extreme(best, startOf(index));
    }

    /** Returns the start of an interval, in ns. */
    public long startOf(int step) {
        return series.startNanos() + step * series.stepNanos();
    }

    /**
     * Returns the time to state for the interval that begins at {@code startNanos}: that of a fault that begins within
     * it or at its end, so that no effect is stated before its cause, else the start of the interval.
     */
    public long statedTime(long startNanos) {
        return variant.history().faults().stream()
                .mapToLong(FaultSpan::fromNanos)
                .filter(instant -> instant > startNanos && instant <= startNanos + series.stepNanos())
                .min()
                .orElse(startNanos);
    }

    /** Returns the roles of the nodes of a component. Adjacent spans of a node with the same role are merged. */
    public List<RoleSpan> roles(String component) {
        List<RoleSpan> joined = new ArrayList<>();
        Map<String, Integer> latest = new HashMap<>();
        for (RoleSpan span : variant.history().roles()) {
            if (!span.component().equals(component)) {
                continue;
            }
            Integer before = latest.get(span.node());
            RoleSpan former = before == null ? null : joined.get(before);
            if (former != null && former.role().equals(span.role()) && former.toNanos() == span.fromNanos()) {
                joined.set(
                        before,
                        new RoleSpan(span.component(), span.node(), span.role(), former.fromNanos(), span.toNanos()));
            } else {
                latest.put(span.node(), joined.size());
                joined.add(span);
            }
        }
        return joined;
    }

    /**
     * Returns for each interval whether it belongs to a period without a response: at least two intervals in which
     * requests were offered and the latency has no sample.
     */
    public boolean[] silent(String subject, Column latency) {
        double[] offered = column(Series.columnOf(subject + ".offered"))
                .map(Column::values)
                .orElse(new double[0]);
        boolean[] silent = new boolean[Math.min(offered.length, latency.values().length)];
        for (int i = 1; i < silent.length; i++) {
            boolean hasBoth = offered[i] > 0
                    && offered[i - 1] > 0
                    && Double.isNaN(latency.values()[i])
                    && Double.isNaN(latency.values()[i - 1]);
            silent[i] |= hasBoth;
            silent[i - 1] |= hasBoth;
        }
        return silent;
    }

    /** Returns the latency of the successful requests of a class, or of a component, over the run. */
    public Latency latency(String subject) {
        return latency(variant.requests(), variant.components(), subject);
    }

    private static Latency latency(
            Map<String, RequestResult> requests, Map<String, ComponentResult> components, String subject) {
        if (requests.containsKey(subject)) {
            return requests.get(subject).successes();
        }
        return components.containsKey(subject) ? components.get(subject).latency() : Latency.NONE;
    }

    /** Returns the first interval that lies wholly after the warm-up. */
    public int firstMeasured() {
        long past = Math.max(0, variant.run().warmupNanos() - series.startNanos());
        return (int) ((past + series.stepNanos() - 1) / series.stepNanos());
    }
}
