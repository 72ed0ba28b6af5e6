package dev.brownout.experiment.capacity;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.experiment.KneeChart;
import dev.brownout.chart.experiment.LineChart;
import dev.brownout.chart.experiment.LineChart.Curve;
import dev.brownout.chart.experiment.PointStyle;
import dev.brownout.chart.experiment.SettingAxis;
import dev.brownout.chart.title.TitleText;
import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.DesignVerdict;
import dev.brownout.experiment.ParameterGrid;
import dev.brownout.experiment.SweepFindings;
import dev.brownout.experiment.capacity.LargestSearch.Bracket;
import dev.brownout.experiment.sweep.Sweep;
import dev.brownout.experiment.sweep.SweepCharts;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.Slug;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Charts of a capacity search. For the largest load: the knee chart of each combination of the other settings, and the
 * largest load over the other setting if there is exactly one. For the smallest designs, and for a search of the load
 * alone: the measurements over the values tried.
 */
public final class CapacityCharts {
    private static final int MOST_KNEES = 6;

    private CapacityCharts() {}

    /** Returns all charts, not yet rendered. */
    public static List<Chart> charts(CapacityResult result) {
        Sweep sweep = result.searchResult().sweep();
        if (!(result instanceof LargestLoad load)) {
            return new SweepCharts(sweep).all();
        }
        List<Chart> charts = new ArrayList<>();
        if (load.others().size() == 1 && load.brackets().size() > 1) {
            charts.add(loadChart(load, sweep));
        }
        knees(load).forEach(knee -> charts.add(knee.chart()));
        if (load.others().isEmpty() && !load.brackets().isEmpty()) {
            shownAssertion(load, load.brackets().keySet().iterator().next())
                    .ifPresent(assertion -> charts.addAll(new SweepCharts(sweep).allExcept(assertion)));
        } else if (load.others().isEmpty()) {
            charts.addAll(new SweepCharts(sweep).all());
        }
        return charts;
    }

    /** Returns the knee chart of each combination of the other settings that was searched, at most 6. */
    public static List<KneeChart> knees(LargestLoad load) {
        List<KneeChart> knees = new ArrayList<>();
        load.brackets().keySet().stream()
                .limit(MOST_KNEES)
                .forEach(combination ->
                        shownAssertion(load, combination).ifPresent(name -> knees.add(knee(load, combination, name))));
        return knees;
    }

    /**
     * Returns the assertion to show in a knee chart: the first one that is not met at the first doubtful load, with
     * preference for a latency. If all are met, returns the first latency, or the first assertion.
     */
    private static Optional<String> shownAssertion(LargestLoad load, List<Value> combination) {
        double doubtfulLoad = load.firstDoubt(combination);
        double shownLoad = Double.isFinite(doubtfulLoad)
                ? doubtfulLoad
                : load.brackets().get(combination).holds();
        Map<String, AssertionEstimate> estimates = load.searchResult().sla(load.at(combination, shownLoad));
        List<String> names = new ArrayList<>(estimates.keySet());
        names.removeIf(
                name -> Double.isFinite(doubtfulLoad) && estimates.get(name).verdict() == Verdict.PASS);
        return names.stream()
                .filter(name -> estimates.get(name).combined().unit().equals("ns"))
                .findFirst()
                .or(() -> names.stream().findFirst());
    }

    private static KneeChart knee(LargestLoad load, List<Value> combination, String name) {
        Bracket bracket = load.brackets().get(combination);
        List<KneeChart.Point> points = new ArrayList<>();
        bracket.answers().forEach((testedLoad, verdict) -> {
            AssertionEstimate estimate =
                    load.searchResult().sla(load.at(combination, testedLoad)).get(name);
            points.add(new KneeChart.Point(
                    testedLoad, estimate.value(), estimate.low(), estimate.high(), pointStyle(verdict)));
        });
        SlaResult sla = load.searchResult()
                .sla(load.at(combination, points.get(0).load()))
                .get(name)
                .combined();
        Sweep sweep = load.searchResult().sweep();
        String combinationText = combination.isEmpty() ? "" : ParameterGrid.format(load.others(), combination);
        return new KneeChart(
                Slug.text("capacity-knee" + (combinationText.isEmpty() ? "" : "-" + combinationText), "capacity-knee"),
                kneeTitle(load, combination, combinationText),
                sweep.file().title() + " · means of " + sweep.replicationsInWords() + " with "
                        + QuantityFormat.percent(load.searchResult().level()) + " intervals",
                sla.metric(),
                sla.unit(),
                SweepFindings.isAvailability(sla.metric()),
                load.peak().unit(),
                points,
                new LineChart.LimitLine(name + ": " + sla.expression(), sla.bound()),
                new KneeChart.Largest(bracket.holds(), load.byMeans(combination), bracket.missed()));
    }

    private static String kneeTitle(LargestLoad load, List<Value> combination, String combinationText) {
        Bracket bracket = load.brackets().get(combination);
        String suffix = combinationText.isEmpty() ? "" : " (" + combinationText + ")";
        if (bracket.holds() == 0) {
            String none = "No tested load meets all assertions";
            return TitleText.fitting(none + suffix, none);
        }
        String max = "Max load " + load.peak().withNumber(bracket.holds()).text();
        String violated = Double.isFinite(bracket.missed())
                ? ", violated from " + load.peak().withNumber(bracket.missed()).text()
                : Double.isFinite(bracket.firstDoubt()) ? ", above it undecided" : ", the highest tested";
        return TitleText.fitting(max + violated + suffix, max + violated, max);
    }

    private static PointStyle pointStyle(DesignVerdict verdict) {
        return switch (verdict) {
            case HOLDS -> PointStyle.GOOD;
            case UNDECIDED -> PointStyle.OPEN;
            case MISSED -> PointStyle.BAD;
        };
    }

    private static Chart loadChart(LargestLoad load, Sweep sweep) {
        List<Bracket> brackets = List.copyOf(load.brackets().values());
        List<Value> settingValues = load.brackets().keySet().stream()
                .map(combination -> combination.get(0))
                .toList();
        String path = load.others().get(0).path();
        Value lastValue = settingValues.get(settingValues.size() - 1);
        double lastLargestLoad = brackets.get(brackets.size() - 1).holds();
        String loadText = load.peak().withNumber(lastLargestLoad).text();
        return new LineChart(
                        "capacity",
                        TitleText.fitting(
                                (lastLargestLoad > 0 ? "Max load " + loadText : "No tested load meets all assertions")
                                        + " with " + path + " " + lastValue.text(),
                                "Max load by " + path),
                        sweep.file().title() + " · means of " + sweep.replicationsInWords(),
                        new SettingAxis(
                                path,
                                settingValues.stream().map(Value::text).toList(),
                                settingValues.stream().map(Value::number).toList()),
                        "load",
                        load.peak().unit(),
                        false,
                        List.of(
                                curve("all assertions met", brackets, Bracket::holds),
                                curve("an assertion violated", brackets, Bracket::missed)),
                        List.of())
                .chart();
    }

    private static Curve curve(String label, List<Bracket> brackets, ToDoubleFunction<Bracket> end) {
        List<Double> values = brackets.stream()
                .map(bracket -> end.applyAsDouble(bracket) > 0 ? end.applyAsDouble(bracket) : Double.NaN)
                .toList();
        return new Curve(label, values, values.stream().map(value -> 0.0).toList());
    }
}
