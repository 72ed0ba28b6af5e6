package dev.brownout.chart;

import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Which percentiles the samples of a step carry: p99 takes a hundred, p99.9 a thousand, for which results take steps
 * together. Of fewer, a percentile is by its definition the slowest, and is drawn once and called so.
 */
final class CarriedPercentiles {

    static final String SLOWEST = "slowest";

    private static final double WHOLE = 100;
    /** A median needs two; of one it is that one, and says nothing else. */
    private static final double MEDIAN = 2;

    private static final String FINEST = "p99.9";
    private static final String USUAL = "p99";

    private CarriedPercentiles() {}

    /** A chart of latencies without what its samples do not carry, what is left named for what it is. */
    static ChartPlan carried(ChartPlan plan, List<VariantResult> variants) {
        if (plan.topic() != ChartKind.LATENCY) {
            return plan;
        }
        boolean others = plan.columns().stream().anyMatch(column -> column.endsWith("." + USUAL));
        List<String> columns = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < plan.columns().size(); i++) {
            String column = plan.columns().get(i);
            double[] counts = counts(column, variants);
            double needed = needed(column);
            double median = counts.length == 0 ? Double.POSITIVE_INFINITY : counts[(counts.length - 1) / 2];
            boolean joined = column.endsWith(FINEST) && joined(column, needed, variants);
            boolean slowest = median < needed && !joined;
            if (slowest && others && !column.endsWith("." + USUAL)) {
                continue;
            }
            boolean some = counts.length > 0 && counts[0] < needed;
            columns.add(column);
            labels.add(
                    joined && some
                            ? plan.labels().get(i) + ", of " + (long) needed + " answers or more"
                            : label(plan, i, slowest, some, needed, counts));
        }
        return plan.of(columns, labels);
    }

    /** Whether a result takes steps together for a percentile: where all of them have the answers for it. */
    private static boolean joined(String column, double needed, List<VariantResult> variants) {
        return variants.stream()
                .allMatch(variant -> counts(column, List.of(variant)).length > 0
                        && DoubleStream.of(counts(column, List.of(variant))).sum() >= needed);
    }

    private static String label(ChartPlan plan, int i, boolean slowest, boolean some, double needed, double[] counts) {
        String label = plan.labels().get(i);
        String statistic = label.substring(label.lastIndexOf(' ') + 1);
        String of = label.substring(0, label.length() - statistic.length());
        if (slowest && counts[counts.length - 1] < needed) {
            return of + SLOWEST;
        }
        return some && needed > MEDIAN ? of + statistic + ", of fewer than " + (long) needed + " the slowest" : label;
    }

    /** Samples of the steps that have any, of all variants, ascending; none where the result does not say. */
    private static double[] counts(String column, List<VariantResult> variants) {
        int dot = column.endsWith(FINEST) ? column.length() - FINEST.length() : column.lastIndexOf('.') + 1;
        String stem = column.substring(0, dot);
        return variants.stream()
                .flatMapToDouble(variant -> answers(stem, new ResultLookup(variant)))
                .filter(count -> count > 0)
                .sorted()
                .toArray();
    }

    private static DoubleStream answers(String stem, ResultLookup measured) {
        double[] good = measured.column(stem + "good").map(Column::values).orElse(new double[0]);
        double[] late = measured.column(stem + "late").map(Column::values).orElse(new double[good.length]);
        double[] sums = new double[good.length];
        Arrays.setAll(sums, i -> good[i] + late[i]);
        return Arrays.stream(sums).skip(measured.firstMeasured());
    }

    /** As many samples as have one beyond the percentile. */
    private static double needed(String column) {
        int at = column.lastIndexOf(".p");
        String digits = column.endsWith(FINEST) ? "99.9" : at < 0 ? "" : column.substring(at + 2);
        if (!digits.matches("\\d+(\\.\\d+)?")) {
            return 0;
        }
        return Math.rint(WHOLE / (WHOLE - Double.parseDouble(digits)));
    }
}
