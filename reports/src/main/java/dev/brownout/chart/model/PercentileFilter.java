package dev.brownout.chart.model;

import dev.brownout.format.QuantityFormat;
import dev.brownout.result.Percentile;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Removes percentiles for which the intervals of a series have too few samples. A percentile requires enough samples
 * for one of them to lie beyond it: 100 for p99, 1,000 for p99.9. With fewer samples, the percentile of an interval is
 * its slowest sample. A plan with p99 omits each other percentile for which at least half of the intervals have too few
 * samples. If no interval has enough samples for p99, its label is "max".
 *
 * <p>Results merge intervals for percentiles above p99. They are drawn if each variant has enough samples in total.
 */
public final class PercentileFilter {

    /** Label of a percentile of intervals with so few samples that it is their maximum. */
    public static final String SLOWEST = "max";

    /**
     * Number of samples that a median requires. Labels of percentiles that require no more samples have no note on
     * short intervals.
     */
    private static final double MEDIAN_SAMPLES = 2;

    private PercentileFilter() {}

    /**
     * Returns a latency plan without the percentiles that lack samples. The labels of the remaining percentiles state
     * the number of samples if it matters. Plans of other kinds are returned unchanged.
     */
    public static ChartPlan filter(ChartPlan plan, List<VariantResult> variants) {
        if (plan.kind() != ChartKind.LATENCY) {
            return plan;
        }
        List<Optional<Percentile>> percentiles = plan.columns().stream()
                .map(column -> ResultLookup.percentile(column, variants))
                .toList();
        boolean hasP99 = percentiles.contains(Optional.of(Percentile.P99));
        List<String> columns = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < plan.columns().size(); i++) {
            String column = plan.columns().get(i);
            Optional<Percentile> percentile = percentiles.get(i);
            String prefix = column.substring(
                    0,
                    column.length()
                            - percentile.map(Percentile::label).orElse(column).length());
            double[] samples = samples(prefix, variants);
            double requiredSamples = percentile.map(Percentile::requiredSamples).orElse(0.0);
            double medianCount = samples.length == 0 ? Double.POSITIVE_INFINITY : samples[(samples.length - 1) / 2];
            boolean merged = percentile.filter(Percentile::mergesIntervals).isPresent()
                    && haveSamples(prefix, requiredSamples, variants);
            boolean asSlowest = medianCount < requiredSamples && !merged;
            if (asSlowest && hasP99 && !percentile.equals(Optional.of(Percentile.P99))) {
                continue;
            }
            boolean someTooSmall = samples.length > 0 && samples[0] < requiredSamples;
            columns.add(column);
            labels.add(
                    merged && someTooSmall
                            ? plan.labels().get(i)
                                    + Messages.text("chart.samples", QuantityFormat.count(requiredSamples))
                            : label(plan, i, asSlowest, someTooSmall, requiredSamples, samples));
        }
        return plan.of(columns, labels);
    }

    /** Returns whether each variant has enough samples in total. */
    private static boolean haveSamples(String prefix, double requiredSamples, List<VariantResult> variants) {
        return variants.stream()
                .map(variant -> samples(prefix, List.of(variant)))
                .allMatch(counts -> counts.length > 0 && DoubleStream.of(counts).sum() >= requiredSamples);
    }

    private static String label(
            ChartPlan plan,
            int index,
            boolean asSlowest,
            boolean someTooSmall,
            double requiredSamples,
            double[] samples) {
        String label = plan.labels().get(index);
        String statistic = label.substring(label.lastIndexOf(' ') + 1);
        String prefix = label.substring(0, label.length() - statistic.length());
        if (asSlowest && samples[samples.length - 1] < requiredSamples) {
            return prefix + SLOWEST;
        }
        return someTooSmall && requiredSamples > MEDIAN_SAMPLES
                ? prefix + statistic + Messages.text("chart.maximum_below", QuantityFormat.count(requiredSamples))
                : label;
    }

    /**
     * Returns the numbers of samples of the non-empty intervals after the warm-up, of all variants, ascending. Empty if
     * the result does not contain them.
     */
    private static double[] samples(String prefix, List<VariantResult> variants) {
        return variants.stream()
                .flatMapToDouble(variant -> responseCounts(prefix, new ResultLookup(variant)))
                .filter(count -> count > 0)
                .sorted()
                .toArray();
    }

    private static DoubleStream responseCounts(String prefix, ResultLookup lookup) {
        double[] good = lookup.column(prefix + "good").map(Column::values).orElse(new double[0]);
        double[] late = lookup.column(prefix + "late").map(Column::values).orElse(new double[good.length]);
        double[] sums = new double[good.length];
        Arrays.setAll(sums, i -> good[i] + late[i]);
        return Arrays.stream(sums).skip(lookup.firstMeasured());
    }
}
