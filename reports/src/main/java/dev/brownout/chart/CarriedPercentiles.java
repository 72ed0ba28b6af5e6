package dev.brownout.chart;

import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Selects the percentiles for which the intervals of a series have enough samples. p99 needs 100 samples and p99.9
 * needs 1,000, for which results merge intervals. With fewer samples, a percentile is by its definition the slowest
 * sample. It is then drawn once and labelled as the slowest.
 */
final class CarriedPercentiles {

    static final String SLOWEST = "slowest";

    private static final double WHOLE = 100;
    /** Samples needed for a median. The median of a single sample is that sample and says nothing else. */
    private static final double MEDIAN = 2;

    private static final String FINEST = "p99.9";
    private static final String USUAL = "p99";

    private CarriedPercentiles() {}

    /**
     * Returns a latency plan without the percentiles that lack samples. The remaining labels say what the lines are.
     */
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

    /** Returns whether results merge intervals for a percentile: each variant has enough samples in total. */
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

    /**
     * Returns the sample counts of the non-empty intervals after the warm-up, of all variants, ascending. Empty if the
     * result does not contain them.
     */
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

    /** Returns the number of samples of which one lies beyond the percentile, or 0 if the column is no percentile. */
    private static double needed(String column) {
        int at = column.lastIndexOf(".p");
        String digits = column.endsWith(FINEST) ? "99.9" : at < 0 ? "" : column.substring(at + 2);
        if (!digits.matches("\\d+(\\.\\d+)?")) {
            return 0;
        }
        return Math.rint(WHOLE / (WHOLE - Double.parseDouble(digits)));
    }
}
