package dev.brownout.chart.errorbudget;

import dev.brownout.chart.Chart;
import dev.brownout.chart.limit.LimitViolation;
import dev.brownout.chart.limit.ViolationSentence;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.format.Slug;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series;
import dev.brownout.result.Series.Column;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Chart of the error budget burned for an assertion on the share of successful requests. An assertion of 99.9 % permits
 * one failure per 1,000 requests of its window. After B. Beyer et al., "Site Reliability Engineering" (2016), chapter
 * 3, with the actual requests of the window.
 */
public final class ErrorBudget {
    /** Minimum share of a budget that a variant must burn for a chart. */
    private static final double BURNED = 0.02;
    /** Ratio of the burned to the available budget from which the title states it. */
    private static final double OVER = 2;

    /** Minimum difference between two variants that is stated, as a share of the budget. */
    private static final double SEEN = 0.1;

    private static final double ROUNDING = 1e-9;

    private ErrorBudget() {}

    /**
     * Error budget of a variant.
     *
     * @param burned share burned by the end of each interval, at most 1; {@code NaN} outside the window
     * @param whole share burned at the end of the window; above 1 if the budget was exceeded
     * @param gone interval in which the budget was exhausted; -1 for none
     */
    private record Budget(VariantResult variant, double[] burned, double whole, int gone) {
        /** Describes the budget. {@code share} is the burned share, formatted like that of the compared variants. */
        private ViolationSentence.VariantViolation told(String share) {
            boolean[] beyond = new boolean[burned.length];
            Series series = variant.series();
            String words = share + " burned";
            if (gone >= 0) {
                beyond[gone] = true;
                words = "gone at " + SimulatedTimeFormat.at(series.startNanos() + gone * series.stepNanos());
            }
            double times = Math.rint(whole);
            String far = times < OVER ? "" : ", burned " + QuantityFormat.count(times) + " times over";
            return new ViolationSentence.VariantViolation(
                    LimitViolation.of(variant, beyond, burned), words, far, whole);
        }
    }

    /** Returns a chart of each assertion for which a variant burned a notable share of its budget. */
    public static List<Chart> charts(RunResult result) {
        Set<String> names = new LinkedHashSet<>();
        result.variants().forEach(variant -> names.addAll(variant.sla().keySet()));
        List<Chart> charts = new ArrayList<>();
        for (String name : names) {
            List<Budget> budgets = new ArrayList<>();
            for (VariantResult variant : result.variants()) {
                SlaResult sla = variant.sla().get(name);
                if (sla != null) {
                    budget(variant, sla).ifPresent(budgets::add);
                }
            }
            if (budgets.stream().anyMatch(budget -> budget.whole() >= BURNED)) {
                charts.add(chart(result, name, budgets));
            }
        }
        return charts;
    }

    private static Chart chart(RunResult result, String name, List<Budget> budgets) {
        SlaResult sla = budgets.get(0).variant().sla().get(name);
        List<VariantResult> variants = budgets.stream().map(Budget::variant).toList();
        List<double[]> lines = budgets.stream().map(Budget::burned).toList();
        String what = "Error budget of '" + name + "' (" + sla.expression() + ")";
        List<String> shares = QuantityFormat.together(
                budgets.stream()
                        .map(one -> one.gone() < 0 ? one.whole() : Double.NaN)
                        .toList(),
                "ratio");
        List<ViolationSentence.VariantViolation> told = IntStream.range(0, budgets.size())
                .mapToObj(i -> budgets.get(i).told(shares.get(i)))
                .toList();
        return Chart.overTime(
                Slug.of(name + " error budget", "budget"),
                ViolationSentence.ofCounts(what, told, apart(budgets)),
                result.scenario(),
                "share of the error budget burned",
                variants,
                lines);
    }

    /**
     * Returns the time and the values at which the budgets of two variants are farthest apart. Empty if none is less
     * than half of another.
     */
    private static String apart(List<Budget> budgets) {
        double widest = SEEN;
        String found = "";
        for (Budget low : budgets) {
            for (Budget high : budgets) {
                for (int i = 0; i < Math.min(low.burned().length, high.burned().length); i++) {
                    double less = low.burned()[i];
                    double more = high.burned()[i];
                    if (more > 2 * less && more - less > widest) {
                        widest = more - less;
                        Series series = low.variant().series();
                        List<String> values = QuantityFormat.together(List.of(less, more), "ratio");
                        found = SimulatedTimeFormat.at(series.startNanos() + i * series.stepNanos()) + ": "
                                + values.get(0)
                                + " (" + low.variant().name() + "), " + values.get(1) + " ("
                                + high.variant().name() + ")";
                    }
                }
            }
        }
        return found;
    }

    /**
     * Returns the error budget of an assertion. Empty if it has none, or if its window begins or ends within an
     * interval.
     */
    private static Optional<Budget> budget(VariantResult variant, SlaResult sla) {
        String metric = sla.metric().startsWith("all.") ? sla.metric().substring("all.".length()) : sla.metric();
        boolean share = metric.matches("(.*\\.)?(availability|success_rate)")
                && sla.comparison().startsWith(">");
        if (!share || sla.bound() >= 1 || sla.bound() <= 0) {
            return Optional.empty();
        }
        return variant.series().columns().stream()
                .filter(column -> column.name().equals(metric) && column.kind() == Series.Kind.RATIO)
                .findFirst()
                .flatMap(column -> budget(variant, sla, column));
    }

    private static Optional<Budget> budget(VariantResult variant, SlaResult sla, Column column) {
        Series series = variant.series();
        double good = 0;
        double all = 0;
        int steps = column.values().length;
        boolean[] inside = new boolean[steps];
        for (int i = 0; i < steps; i++) {
            long from = series.startNanos() + i * series.stepNanos();
            long to = Math.min(from + series.stepNanos(), variant.durationNanos());
            inside[i] = from >= sla.fromNanos() && to <= sla.toNanos();
            good += inside[i] ? column.numerators()[i] : 0;
            all += inside[i] ? column.denominators()[i] : 0;
        }
        if (all == 0 || !(Math.abs(good / all - sla.value()) < ROUNDING)) {
            return Optional.empty();
        }
        double allowed = (1 - sla.bound()) * all;
        double[] burned = new double[steps];
        double bad = 0;
        int gone = -1;
        for (int i = 0; i < steps; i++) {
            bad += inside[i] ? column.denominators()[i] - column.numerators()[i] : 0;
            burned[i] = inside[i] ? Math.min(1, bad / allowed) : Double.NaN;
            gone = gone < 0 && inside[i] && (all - bad) / all < sla.bound() ? i : gone;
        }
        return Optional.of(new Budget(variant, burned, bad / allowed, gone));
    }
}
