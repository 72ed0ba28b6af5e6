package dev.brownout.chart;

import dev.brownout.chart.model.ChartKind;
import dev.brownout.chart.model.ChartPlan;
import dev.brownout.chart.model.ResultLookup;
import dev.brownout.result.EdgeResult;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.RoleSpan;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Decides whether a default chart shows anything. Values must change after the warm-up, or variants must differ, by
 * more than a negligible amount.
 */
final class ChartRelevance {
    /** Minimum range of a share: 2 percentage points. */
    private static final double SHARE = 0.02;
    /** Minimum range of a utilization. A smaller one may be random variation between intervals. */
    private static final double IDLE = 0.1;
    /** Utilization from which a tier is shown even if it is constant. */
    private static final double BUSY = 0.5;
    /** Minimum of a level, such as the requests in a queue. */
    private static final double ONE = 1;
    /** Minimum delay or age worth a chart, in s. */
    private static final double MILLISECOND = 1e-3;

    private static final double NANOS = 1e9;
    /** Ratio of the maximum of a delay to its median from which it counts as a spike. */
    private static final double FAR = 3;

    private final ChartPlan plan;
    private final List<VariantResult> variants;

    private ChartRelevance(ChartPlan plan, RunResult result) {
        this.plan = plan;
        this.variants = result.variants();
    }

    /** Returns whether a chart of a result shows anything. */
    static boolean in(ChartPlan plan, RunResult result) {
        return new ChartRelevance(plan, result).any();
    }

    /** Returns whether each line of each variant has the same value in every interval after the warm-up. */
    static boolean isConstant(ChartPlan plan, RunResult result) {
        double[] values = result.variants().stream()
                .flatMap(variant -> plan.columns().stream()
                        .flatMap(name -> new ResultLookup(variant).column(name).stream())
                        .map(column -> measuredWithGaps(variant, column)))
                .flatMapToDouble(DoubleStream::of)
                .distinct()
                .toArray();
        return values.length == 1 && !Double.isNaN(values[0]);
    }

    private boolean any() {
        return switch (plan.kind()) {
            case LATENCY -> !isUniform() && (lines().stream().anyMatch(ChartRelevance::varies) || hasDistinctMaxima());
            case LOAD, COUNT, DAMAGE -> true;
            case THROUGHPUT -> variants.stream().anyMatch(this::failsOrRetries);
            case ROLES -> variants.stream().anyMatch(this::changesRoles);
            case AVAILABILITY, HIT_RATIO -> range() >= SHARE || differs();
            case UTILIZATION -> highest() >= BUSY || range() >= IDLE || differs();
            case SHARE, PROGRESS -> highest() >= BUSY || range() >= SHARE || differs();
            case LEVEL -> highest() >= ONE && (range() >= ONE || differs());
            case AGE -> highest() >= minDelay();
            case SPAN -> highest() >= minDelay() && (lines().stream().anyMatch(ChartRelevance::leaps) || further());
        };
    }

    /** Returns whether several variants have identical values and no line has a spike. */
    private boolean isUniform() {
        List<List<double[]>> each = variants.stream()
                .map(variant -> plan.columns().stream()
                        .flatMap(name -> new ResultLookup(variant).column(name).stream())
                        .map(column -> measuredValues(variant, column))
                        .toList())
                .toList();
        boolean same = each.stream().allMatch(lines -> isSame(lines, each.get(0)));
        return variants.size() > 1 && same && lines().stream().noneMatch(ChartRelevance::leaps);
    }

    private static boolean isSame(List<double[]> first, List<double[]> second) {
        boolean same = first.size() == second.size();
        for (int i = 0; same && i < first.size(); i++) {
            same = Arrays.equals(first.get(i), second.get(i));
        }
        return same;
    }

    private boolean failsOrRetries(VariantResult variant) {
        boolean fails = plan.columns().stream()
                .filter(name -> !name.endsWith(".offered") && !name.endsWith(".good"))
                .flatMap(name -> new ResultLookup(variant).column(name).stream())
                .anyMatch(
                        column -> Arrays.stream(measuredValues(variant, column)).anyMatch(count -> count > 0));
        return fails
                || variant.edges().stream()
                        .filter(edge -> edge.users() && edge.caller().equals(plan.subject()))
                        .mapToLong(EdgeResult::retries)
                        .anyMatch(count -> count > 0);
    }

    private boolean changesRoles(VariantResult variant) {
        List<RoleSpan> roles = variant.history().roles().stream()
                .filter(span -> span.component().equals(plan.subject()))
                .toList();
        return roles.stream()
                .anyMatch(one -> roles.stream()
                        .anyMatch(other ->
                                one.node().equals(other.node()) && !one.role().equals(other.role())));
    }

    /** Returns the values of one column of one variant after the warm-up, without {@code NaN}. */
    private static double[] measuredValues(VariantResult variant, Column column) {
        return Arrays.stream(measuredWithGaps(variant, column))
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    /** Returns the values of one column of one variant after the warm-up. */
    private static double[] measuredWithGaps(VariantResult variant, Column column) {
        double[] values = column.values();
        return Arrays.copyOfRange(
                values, Math.min(new ResultLookup(variant).firstMeasured(), values.length), values.length);
    }

    private List<double[]> lines() {
        return variants.stream()
                .flatMap(variant -> plan.columns().stream()
                        .flatMap(name -> new ResultLookup(variant).column(name).stream())
                        .map(column -> measuredValues(variant, column)))
                .filter(values -> values.length > 0)
                .toList();
    }

    private double highest() {
        return lines().stream().flatMapToDouble(Arrays::stream).max().orElse(0);
    }

    /** Returns the minimum delay worth a chart, in the unit of the lines. */
    private double minDelay() {
        boolean seconds = variants.stream()
                .flatMap(variant ->
                        new ResultLookup(variant).column(plan.columns().get(0)).stream())
                .anyMatch(column -> column.unit().equals("s"));
        return seconds ? MILLISECOND : MILLISECOND * NANOS;
    }

    /** Returns whether the maximum of a line is far above its median. */
    private static boolean leaps(double[] values) {
        double[] sorted = DoubleStream.of(values).sorted().toArray();
        return sorted[sorted.length - 1] > FAR * sorted[sorted.length / 2];
    }

    /** Returns whether the maxima of two variants are far apart. */
    private boolean further() {
        double[] highest = variants.stream()
                .mapToDouble(variant -> plan.columns().stream()
                        .flatMap(name -> new ResultLookup(variant).column(name).stream())
                        .flatMapToDouble(column -> DoubleStream.of(measuredValues(variant, column)))
                        .max()
                        .orElse(0))
                .toArray();
        return DoubleStream.of(highest).max().orElse(0)
                > FAR * DoubleStream.of(highest).min().orElse(0);
    }

    /** Returns whether the range of a line exceeds 2 % of its maximum. */
    private static boolean varies(double[] values) {
        double most = DoubleStream.of(values).max().orElseThrow();
        return most - DoubleStream.of(values).min().orElseThrow() > SHARE * most;
    }

    /** Returns whether the maxima of the same line in two variants differ by more than 2 % of the larger. */
    private boolean hasDistinctMaxima() {
        return plan.columns().stream()
                .anyMatch(name -> varies(variants.stream()
                        .flatMap(variant -> new ResultLookup(variant)
                                .column(name).map(column -> measuredValues(variant, column)).stream())
                        .mapToDouble(values -> DoubleStream.of(values).max().orElse(0))
                        .toArray()));
    }

    /** Returns the largest range of a line. */
    private double range() {
        return lines().stream()
                .mapToDouble(values -> DoubleStream.of(values).max().orElseThrow()
                        - DoubleStream.of(values).min().orElseThrow())
                .max()
                .orElse(0);
    }

    /** Returns whether the means of two variants differ by at least 1 for a level, or 2 percentage points otherwise. */
    private boolean differs() {
        double least = plan.kind() == ChartKind.LEVEL ? ONE : SHARE;
        return plan.columns().stream().anyMatch(name -> {
            double[] means = variants.stream()
                    .flatMap(variant -> new ResultLookup(variant)
                            .column(name).map(column -> measuredValues(variant, column)).stream())
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
