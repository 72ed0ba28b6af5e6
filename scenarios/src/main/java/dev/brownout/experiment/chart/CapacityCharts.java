package dev.brownout.experiment.chart;

import dev.brownout.chart.Chart;
import dev.brownout.chart.Curves;
import dev.brownout.chart.Curves.Curve;
import dev.brownout.chart.Steps;
import dev.brownout.experiment.Capacity;
import dev.brownout.experiment.LargestLoad;
import dev.brownout.experiment.LargestSearch.Bracket;
import dev.brownout.experiment.Sweep;
import dev.brownout.language.layer.Variation.Value;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The charts of a search for capacity: what was measured over the load or over the sizes that were tried; beside one
 * other setting, the largest load over that.
 */
public final class CapacityCharts {
    private CapacityCharts() {}

    /** All of them; none is drawn yet. */
    public static List<Chart> of(Capacity found) {
        Sweep tried = found.tried().sweep();
        if (!(found instanceof LargestLoad load) || load.others().isEmpty()) {
            return new SweepCharts(tried).all();
        }
        return load.others().size() == 1 && load.brackets().size() > 1 ? List.of(loads(load, tried)) : List.of();
    }

    private static Chart loads(LargestLoad load, Sweep tried) {
        List<Bracket> all = List.copyOf(load.brackets().values());
        List<Value> sizes =
                load.brackets().keySet().stream().map(other -> other.get(0)).toList();
        String path = load.others().get(0).path();
        Value last = sizes.get(sizes.size() - 1);
        String largest = load.peak().at(all.get(all.size() - 1).holds()).text();
        return new Curves(
                        "capacity",
                        "With " + path + " " + last.text() + ", every assertion holds up to load " + largest,
                        tried.file().title() + " · means of " + tried.replications() + " replications",
                        new Steps(
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
