package dev.brownout.chart;

import dev.brownout.result.EdgeResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.RoleSpan;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Whether a chart that nobody asked for shows anything: something moves after the warm-up, or variants differ, by more
 * than what a reader would call nothing.
 */
final class ChartRelevance {
    /** A share that moves by less is flat: two points of a hundred. */
    private static final double SHARE = 0.02;
    /** A tier that is never busy may move by so much from step to step, by chance alone. */
    private static final double IDLE = 0.1;
    /** A tier as busy as this is worth a look even if it is so all the time. */
    private static final double BUSY = 0.5;
    /** Of what is counted at a moment, such as requests in a queue: fewer than one is none. */
    private static final double ONE = 1;
    /** Nobody notices that something is behind by less, in seconds. */
    private static final double MILLISECOND = 1e-3;

    private static final double NANOS = 1e9;
    /** What is behind a little all the time leaps to so many times of it where something happens. */
    private static final double FAR = 3;

    private final ChartPlan plan;
    private final List<VariantResult> variants;

    private ChartRelevance(ChartPlan plan, RunResult result) {
        this.plan = plan;
        this.variants = result.variants();
    }

    /** Whether a chart of a result shows any. */
    static boolean in(ChartPlan plan, RunResult result) {
        return new ChartRelevance(plan, result).any();
    }

    private boolean any() {
        return switch (plan.topic()) {
            case LATENCY -> !alike() && (lines().stream().anyMatch(ChartRelevance::varies) || apart());
            case LOAD, COUNT, DAMAGE -> true;
            case THROUGHPUT -> variants.stream().anyMatch(this::failsOrRetries);
            case ROLES -> variants.stream().anyMatch(this::changesRoles);
            case AVAILABILITY, HIT_RATIO -> range() >= SHARE || differs();
            case UTILIZATION -> highest() >= BUSY || range() >= IDLE || differs();
            case SHARE, PROGRESS -> highest() >= BUSY || range() >= SHARE || differs();
            case LEVEL -> highest() >= ONE && (range() >= ONE || differs());
            case AGE -> highest() >= noticed();
            case SPAN -> highest() >= noticed() && (lines().stream().anyMatch(ChartRelevance::leaps) || further());
        };
    }

    /** Whether it is as usual all the time, and the same in each of several variants to the last digit. */
    private boolean alike() {
        List<List<double[]>> each = variants.stream()
                .map(variant -> plan.columns().stream()
                        .flatMap(name -> new ResultLookup(variant).column(name).stream())
                        .map(column -> measured(variant, column))
                        .toList())
                .toList();
        boolean same = each.stream().allMatch(lines -> same(lines, each.get(0)));
        return variants.size() > 1 && same && lines().stream().noneMatch(ChartRelevance::leaps);
    }

    private static boolean same(List<double[]> some, List<double[]> others) {
        boolean same = some.size() == others.size();
        for (int i = 0; same && i < some.size(); i++) {
            same = Arrays.equals(some.get(i), others.get(i));
        }
        return same;
    }

    private boolean failsOrRetries(VariantResult variant) {
        boolean fails = plan.columns().stream()
                .filter(name -> !name.endsWith(".offered") && !name.endsWith(".good"))
                .flatMap(name -> new ResultLookup(variant).column(name).stream())
                .anyMatch(column -> Arrays.stream(measured(variant, column)).anyMatch(many -> many > 0));
        return fails
                || variant.edges().stream()
                        .filter(edge -> edge.users() && edge.caller().equals(plan.subject()))
                        .mapToLong(EdgeResult::retries)
                        .anyMatch(many -> many > 0);
    }

    private boolean changesRoles(VariantResult variant) {
        List<RoleSpan> roles = variant.roles().stream()
                .filter(span -> span.component().equals(plan.subject()))
                .toList();
        return roles.stream()
                .anyMatch(one -> roles.stream()
                        .anyMatch(other ->
                                one.node().equals(other.node()) && !one.role().equals(other.role())));
    }

    /** The values after the warm-up of one line of one variant. */
    private static double[] measured(VariantResult variant, Column column) {
        double[] values = column.values();
        int first = Math.min(new ResultLookup(variant).firstMeasured(), values.length);
        return Arrays.stream(values, first, values.length)
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    private List<double[]> lines() {
        return variants.stream()
                .flatMap(variant -> plan.columns().stream()
                        .flatMap(name -> new ResultLookup(variant).column(name).stream())
                        .map(column -> measured(variant, column)))
                .filter(values -> values.length > 0)
                .toList();
    }

    private double highest() {
        return lines().stream().flatMapToDouble(Arrays::stream).max().orElse(0);
    }

    /** The least time that somebody notices, in the unit of the lines. */
    private double noticed() {
        boolean seconds = variants.stream()
                .flatMap(variant ->
                        new ResultLookup(variant).column(plan.columns().get(0)).stream())
                .anyMatch(column -> column.unit().equals("s"));
        return seconds ? MILLISECOND : MILLISECOND * NANOS;
    }

    /** Whether a line is at times far from where it mostly is. */
    private static boolean leaps(double[] values) {
        double[] sorted = DoubleStream.of(values).sorted().toArray();
        return sorted[sorted.length - 1] > FAR * sorted[sorted.length / 2];
    }

    /** Whether the highest value of one variant is far from that of another. */
    private boolean further() {
        double[] highest = variants.stream()
                .mapToDouble(variant -> plan.columns().stream()
                        .flatMap(name -> new ResultLookup(variant).column(name).stream())
                        .flatMapToDouble(column -> DoubleStream.of(measured(variant, column)))
                        .max()
                        .orElse(0))
                .toArray();
        return DoubleStream.of(highest).max().orElse(0)
                > FAR * DoubleStream.of(highest).min().orElse(0);
    }

    /** Whether a line moves by more than a share of its highest value. */
    private static boolean varies(double[] values) {
        double most = DoubleStream.of(values).max().orElseThrow();
        return most - DoubleStream.of(values).min().orElseThrow() > SHARE * most;
    }

    /** Whether the same line of two variants has its highest value at heights that differ by such a share. */
    private boolean apart() {
        return plan.columns().stream()
                .anyMatch(name -> varies(variants.stream()
                        .flatMap(variant -> new ResultLookup(variant)
                                .column(name).map(column -> measured(variant, column)).stream())
                        .mapToDouble(values -> DoubleStream.of(values).max().orElse(0))
                        .toArray()));
    }

    /** How far a line moves, the widest of them. */
    private double range() {
        return lines().stream()
                .mapToDouble(values -> DoubleStream.of(values).max().orElseThrow()
                        - DoubleStream.of(values).min().orElseThrow())
                .max()
                .orElse(0);
    }

    /** Whether variants lie apart, by their means. */
    private boolean differs() {
        double least = plan.topic() == ChartKind.LEVEL ? ONE : SHARE;
        return plan.columns().stream().anyMatch(name -> {
            double[] means = variants.stream()
                    .flatMap(variant ->
                            new ResultLookup(variant).column(name).map(column -> measured(variant, column)).stream())
                    .filter(values -> values.length > 0)
                    .mapToDouble(values -> DoubleStream.of(values).average().orElseThrow())
                    .toArray();
            return means.length > 0
                    && DoubleStream.of(means).max().orElseThrow()
                                    - DoubleStream.of(means).min().orElseThrow()
                            >= least;
        });
    }
}
