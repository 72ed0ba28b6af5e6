package dev.brownout.experiment.chart;

import dev.brownout.chart.Chart;
import dev.brownout.chart.LineChart;
import dev.brownout.chart.LineChart.Curve;
import dev.brownout.chart.SettingAxis;
import dev.brownout.chart.experiment.KneeChart;
import dev.brownout.chart.experiment.PointStyle;
import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.CapacityFindings;
import dev.brownout.experiment.CapacityResult;
import dev.brownout.experiment.DesignVerdict;
import dev.brownout.experiment.LargestLoad;
import dev.brownout.experiment.LargestSearch.Bracket;
import dev.brownout.experiment.ParameterGrid;
import dev.brownout.experiment.Sweep;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.Sentences;
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

    /** Returns all charts; none is rendered yet. */
    public static List<Chart> of(CapacityResult found) {
        Sweep tried = found.tried().sweep();
        if (!(found instanceof LargestLoad load)) {
            return new SweepCharts(tried).all();
        }
        List<Chart> charts = new ArrayList<>();
        if (load.others().size() == 1 && load.brackets().size() > 1) {
            charts.add(loads(load, tried));
        }
        knees(load).forEach(knee -> charts.add(knee.chart()));
        if (load.others().isEmpty() && !load.brackets().isEmpty()) {
            asserted(load, load.brackets().keySet().iterator().next())
                    .ifPresent(shown -> charts.addAll(new SweepCharts(tried).allBut(shown)));
        } else if (load.others().isEmpty()) {
            charts.addAll(new SweepCharts(tried).all());
        }
        return charts;
    }

    /** Returns the knee chart of each combination of the other settings that was searched, at most 6. */
    public static List<KneeChart> knees(LargestLoad load) {
        List<KneeChart> knees = new ArrayList<>();
        load.brackets().keySet().stream()
                .limit(MOST_KNEES)
                .forEach(other -> asserted(load, other).ifPresent(name -> knees.add(knee(load, other, name))));
        return knees;
    }

    /**
     * Returns the assertion to show in a knee chart: the first one that is not met at the first doubtful load, with
     * preference for a latency. If all are met, returns the first latency, or the first assertion.
     */
    private static Optional<String> asserted(LargestLoad load, List<Value> other) {
        double doubt = load.firstDoubt(other);
        double shown =
                Double.isFinite(doubt) ? doubt : load.brackets().get(other).holds();
        Map<String, AssertionEstimate> judged = load.tried().sla(load.at(other, shown));
        List<String> names = new ArrayList<>(judged.keySet());
        names.removeIf(name -> Double.isFinite(doubt) && judged.get(name).verdict() == Verdict.PASS);
        return names.stream()
                .filter(name -> judged.get(name).together().unit().equals("ns"))
                .findFirst()
                .or(() -> names.stream().findFirst());
    }

    private static KneeChart knee(LargestLoad load, List<Value> other, String name) {
        Bracket bracket = load.brackets().get(other);
        List<KneeChart.Point> points = new ArrayList<>();
        bracket.answers().forEach((number, answer) -> {
            AssertionEstimate one = load.tried().sla(load.at(other, number)).get(name);
            points.add(new KneeChart.Point(number, one.value(), one.low(), one.high(), mark(answer)));
        });
        SlaResult sla =
                load.tried().sla(load.at(other, points.get(0).load())).get(name).together();
        Sweep tried = load.tried().sweep();
        String where = other.isEmpty() ? "" : ParameterGrid.words(load.others(), other);
        return new KneeChart(
                Slug.of("capacity-knee" + (where.isEmpty() ? "" : "-" + where), "capacity-knee"),
                Sentences.begun(CapacityFindings.of(load, other)),
                tried.file().title() + " · means of " + tried.replicationsInWords() + " with "
                        + QuantityFormat.percent(load.tried().level()) + " intervals",
                sla.metric(),
                sla.unit(),
                SweepCharts.good(sla.metric()),
                load.peak().unit(),
                points,
                new LineChart.LimitLine(name + ": " + sla.expression(), sla.bound()),
                new KneeChart.Largest(bracket.holds(), load.byMeans(other), bracket.missed()));
    }

    private static PointStyle mark(DesignVerdict answer) {
        return switch (answer) {
            case HOLDS -> PointStyle.GOOD;
            case UNDECIDED -> PointStyle.OPEN;
            case MISSED -> PointStyle.BAD;
        };
    }

    private static Chart loads(LargestLoad load, Sweep tried) {
        List<Bracket> all = List.copyOf(load.brackets().values());
        List<Value> sizes =
                load.brackets().keySet().stream().map(other -> other.get(0)).toList();
        String path = load.others().get(0).path();
        Value last = sizes.get(sizes.size() - 1);
        double most = all.get(all.size() - 1).holds();
        String largest = load.peak().at(most).text();
        return new LineChart(
                        "capacity",
                        "With " + path + " " + last.text()
                                + (most > 0
                                        ? ", every assertion holds up to load " + largest
                                        : ", no load that was tried holds every assertion"),
                        tried.file().title() + " · means of " + tried.replicationsInWords(),
                        new SettingAxis(
                                path,
                                sizes.stream().map(Value::text).toList(),
                                sizes.stream().map(Value::number).toList()),
                        "load",
                        load.peak().unit(),
                        false,
                        List.of(
                                curve("every assertion surely holds", all, Bracket::holds),
                                curve("one is surely missed", all, Bracket::missed)),
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
