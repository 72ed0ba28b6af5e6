package dev.brownout.chart;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.model.ChartKind;
import dev.brownout.chart.model.ChartModel;
import dev.brownout.chart.model.EventRail;
import dev.brownout.chart.model.Panel;
import dev.brownout.chart.model.SeriesLine;
import dev.brownout.chart.title.TitleNumber;
import dev.brownout.chart.title.TitleText;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.format.Slug;
import dev.brownout.format.VariantLabels;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series;
import dev.brownout.result.Series.Column;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Chart of the burned error budget of an assertion on the share of successful requests. An assertion of 99.9 % permits
 * one failure per 1,000 requests of its window. The definition follows B. Beyer et al., "Site Reliability Engineering"
 * (2016), chapter 3, applied to the actual requests of the window.
 */
public final class ErrorBudget {
    /** Minimum share of its budget that a variant must burn for a chart. */
    private static final double MIN_BURNED = 0.02;
    /** Minimum ratio of the burned to the available budget that is stated as a multiple. */
    private static final double MIN_MULTIPLE = 2;

    private static final double ROUNDING = 1e-9;

    private ErrorBudget() {}

    /**
     * Error budget of a variant.
     *
     * @param burned share burned by the end of each interval, at most 1; {@code NaN} outside the window
     * @param totalBurned share burned by the end of the window; above 1 if the budget was exceeded
     * @param exhaustedInterval index of the interval in which the budget was exhausted; -1 for none
     */
    private record Budget(VariantResult variant, double[] burned, double totalBurned, int exhaustedInterval) {
        private TitleNumber number() {
            Series series = variant.series();
            String when = exhaustedInterval < 0
                    ? ""
                    : Messages.text(
                            "chart.exhausted",
                            SimulatedTimeFormat.at(series.startNanos() + exhaustedInterval * series.stepNanos()));
            String value = totalBurned < MIN_MULTIPLE
                    ? QuantityFormat.percent(totalBurned)
                    : QuantityFormat.count(Math.rint(totalBurned)) + "x";
            return TitleNumber.of(variant, totalBurned, value, when);
        }
    }

    /** Returns one chart per assertion. An assertion is omitted if no variant burned a notable share of its budget. */
    public static List<Chart> charts(RunResult result) {
        Set<String> names = new LinkedHashSet<>();
        result.variants()
                .forEach(variant -> names.addAll(variant.evaluation().sla().keySet()));
        List<Chart> charts = new ArrayList<>();
        for (String name : names) {
            List<Budget> budgets = new ArrayList<>();
            for (VariantResult variant : result.variants()) {
                SlaResult sla = variant.evaluation().sla().get(name);
                if (sla != null) {
                    budget(variant, sla).ifPresent(budgets::add);
                }
            }
            if (budgets.stream().anyMatch(budget -> budget.totalBurned() >= MIN_BURNED)) {
                charts.add(chart(result, name, budgets));
            }
        }
        return charts;
    }

    private static Chart chart(RunResult result, String name, List<Budget> budgets) {
        SlaResult sla = budgets.get(0).variant().evaluation().sla().get(name);
        List<VariantResult> variants = budgets.stream().map(Budget::variant).toList();
        List<double[]> burnedShares = budgets.stream().map(Budget::burned).toList();
        List<TitleNumber> numbers = budgets.stream().map(Budget::number).toList();
        return overTime(
                Slug.text(name + " error budget", "budget"),
                TitleText.title(Messages.text("chart.error_budget", name), numbers, ""),
                sla.expression() + " · " + result.scenario(),
                Messages.text("chart.used_budget"),
                variants,
                burnedShares);
    }

    /**
     * Creates a line chart of a ratio over time, with one line per variant. Variants with equal values share a line.
     *
     * @param axis quantity on the value axis
     * @param values one array per variant, with a value for each interval of its series; {@code NaN} leaves a gap
     */
    private static Chart overTime(
            String slug,
            String title,
            String subtitle,
            String axis,
            List<VariantResult> variants,
            List<double[]> values) {
        List<SeriesLine> tracks = tracks(variants, values);
        int named = Math.min(tracks.size(), Palette.LINES);
        List<SeriesLine> rest = tracks.subList(named, tracks.size());
        List<String> legend = new ArrayList<>(
                tracks.subList(0, named).stream().map(SeriesLine::label).toList());
        if (!rest.isEmpty()) {
            legend.add(Messages.text("chart.others", rest.size()));
        }
        EventRail rail = EventRail.of(variants);
        List<String> shown = variants.stream().map(VariantResult::name).toList();
        Panel panel = new Panel("", shown, tracks.subList(0, named), rest, List.of(), rail, List.of());
        double seconds = variants.stream()
                        .mapToLong(variant -> variant.run().durationNanos())
                        .max()
                        .orElse(0)
                / 1e9;
        double warmup = variants.stream()
                        .mapToLong(variant -> variant.run().warmupNanos())
                        .max()
                        .orElse(0)
                / 1e9;
        return ChartBook.lineChart(
                slug,
                new ChartModel(
                        title,
                        subtitle,
                        axis,
                        ChartKind.SHARE,
                        "ratio",
                        false,
                        seconds,
                        warmup,
                        legend,
                        -1,
                        List.of(panel)));
    }

    /** Returns one line per variant. Variants with equal values share a line. */
    private static List<SeriesLine> tracks(List<VariantResult> variants, List<double[]> values) {
        return VariantLabels.groups(values, Arrays::equals).stream()
                .map(group -> SeriesLine.of(
                        VariantLabels.heading(
                                group.stream().map(i -> variants.get(i).name()).toList()),
                        variants.get(group.get(0)),
                        values.get(group.get(0))))
                .toList();
    }

    /**
     * Returns the error budget of an assertion. Empty if it has none, if the result does not contain the column of its
     * metric, or if its window does not consist of complete intervals.
     */
    private static Optional<Budget> budget(VariantResult variant, SlaResult sla) {
        String metric = sla.column();
        boolean isSuccessRatio = metric.matches("(.*\\.)?(availability|success_rate)")
                && sla.comparison().startsWith(">");
        if (!isSuccessRatio || sla.bound() >= 1 || sla.bound() <= 0) {
            return Optional.empty();
        }
        return variant.series().columns().stream()
                .filter(column -> column.name().equals(metric) && column.kind() == Series.Kind.RATIO)
                .findFirst()
                .flatMap(column -> budget(variant, sla, column));
    }

    private static Optional<Budget> budget(VariantResult variant, SlaResult sla, Column column) {
        Series series = variant.series();
        double successes = 0;
        double requests = 0;
        int intervals = column.values().length;
        boolean[] inWindow = new boolean[intervals];
        for (int i = 0; i < intervals; i++) {
            long from = series.startNanos() + i * series.stepNanos();
            long to = Math.min(from + series.stepNanos(), variant.run().durationNanos());
            inWindow[i] = from >= sla.fromNanos() && to <= sla.toNanos();
            successes += inWindow[i] ? column.numerators()[i] : 0;
            requests += inWindow[i] ? column.denominators()[i] : 0;
        }
        if (requests == 0 || !(Math.abs(successes / requests - sla.value()) < ROUNDING)) {
            return Optional.empty();
        }
        double allowedFailures = (1 - sla.bound()) * requests;
        double[] burned = new double[intervals];
        double failures = 0;
        int exhausted = -1;
        for (int i = 0; i < intervals; i++) {
            failures += inWindow[i] ? column.denominators()[i] - column.numerators()[i] : 0;
            burned[i] = inWindow[i] ? Math.min(1, failures / allowedFailures) : Double.NaN;
            exhausted = exhausted < 0 && inWindow[i] && (requests - failures) / requests < sla.bound() ? i : exhausted;
        }
        return Optional.of(new Budget(variant, burned, failures / allowedFailures, exhausted));
    }
}
