package dev.brownout.chart.title;

import dev.brownout.chart.model.ChartKind;
import dev.brownout.chart.model.ChartPlan;
import dev.brownout.chart.model.RateUnit;
import dev.brownout.chart.model.ResultLookup;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.Percentile;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Extreme value of the lines of a variant: the maximum over time, or the minimum of a number of which more is better.
 *
 * @param value extreme value; {@code NaN} for no data
 * @param flat whether each value of each line equals it
 * @param when name of the line, if there are several, and time, with a leading blank
 * @param unit unit of the value
 */
record ExtremeValue(double value, boolean flat, String when, String unit) {

    /** Maximum ratio of the maximum to the mean of a utilization for the mean to be stated. */
    private static final double STEADY = 1.15;

    /**
     * Returns the finding of a chart. A number that never changes is stated without a statistic and a time, a steady
     * utilization by its mean.
     */
    static ChartFinding finding(ChartPlan plan, List<VariantResult> variants, RateUnit rate) {
        boolean moreIsBetter = plan.moreIsBetter(variants);
        List<ExtremeValue> each = variants.stream()
                .map(variant -> of(plan, moreIsBetter, variant, rate))
                .toList();
        boolean flat = each.stream().allMatch(ExtremeValue::flat);
        if (!flat && plan.kind() == ChartKind.UTILIZATION && plan.columns().size() == 1) {
            List<Double> means = variants.stream()
                    .map(variant -> mean(plan.columns().get(0), variant))
                    .toList();
            boolean steady =
                    IntStream.range(0, means.size()).noneMatch(i -> each.get(i).value() > STEADY * means.get(i));
            if (steady) {
                return new ChartFinding(
                        plan.name(),
                        "",
                        TitleNumber.aligned(variants, means, each.get(0).unit(), false, i -> ""));
            }
        }
        String statistic = flat ? "" : moreIsBetter ? Messages.text("chart.minimum") : Messages.text("chart.maximum");
        List<TitleNumber> numbers = TitleNumber.aligned(
                variants,
                each.stream().map(ExtremeValue::value).toList(),
                each.get(0).unit(),
                moreIsBetter,
                i -> flat || each.get(i).value() == 0 && !moreIsBetter
                        ? ""
                        : each.get(i).when());
        List<TitleNumber> rated = numbers.stream()
                .map(number -> number.hasData()
                        ? new TitleNumber(
                                number.variant(), number.score(), number.value() + rate.per(), number.when(), "")
                        : number)
                .toList();
        String metric = plan.columns().get(0);
        String percentile = plan.kind() == ChartKind.LATENCY
                ? ResultLookup.percentile(metric, variants)
                        .map(Percentile::label)
                        .orElse(metric)
                : "";
        return new ChartFinding(percentile + plan.name(), statistic, rated);
    }

    private static double mean(String column, VariantResult variant) {
        ResultLookup lookup = new ResultLookup(variant);
        return lookup.column(column).map(lookup::overall).orElse(Double.NaN);
    }

    private static ExtremeValue of(ChartPlan plan, boolean moreIsBetter, VariantResult variant, RateUnit rate) {
        ResultLookup lookup = new ResultLookup(variant);
        boolean rated = plan.kind() == ChartKind.COUNT || plan.kind() == ChartKind.LOAD;
        double best = Double.NaN;
        String when = "";
        String unit = rated ? rate.unit() : "1";
        List<Double> ends = new ArrayList<>();
        for (int i = 0; i < plan.columns().size(); i++) {
            Column column = lookup.column(plan.columns().get(i)).orElse(null);
            if (column == null) {
                continue;
            }
            unit = rated ? rate.unit() : column.unit();
            double[] values = rated ? rate.track("", variant, column).values() : column.values();
            ResultLookup.Extreme extreme = lookup.extreme(values, !moreIsBetter);
            ends.add(lookup.extreme(values, true).value());
            ends.add(lookup.extreme(values, false).value());
            boolean worse = moreIsBetter ? extreme.value() < best : extreme.value() > best;
            if (Double.isNaN(best) && !Double.isNaN(extreme.value()) || worse) {
                best = extreme.value();
                when = (plan.columns().size() == 1 ? "" : " (" + plan.labels().get(i) + ")")
                        + Messages.text("chart.at", SimulatedTimeFormat.at(lookup.statedTime(extreme.atNanos())));
            }
        }
        double value = best;
        boolean flat = ends.stream().allMatch(end -> end == value || Double.isNaN(end));
        return new ExtremeValue(value, flat, when, unit);
    }
}
