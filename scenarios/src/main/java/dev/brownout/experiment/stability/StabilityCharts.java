package dev.brownout.experiment.stability;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.experiment.HeatMap;
import dev.brownout.chart.experiment.LineChart;
import dev.brownout.chart.experiment.LineChart.Curve;
import dev.brownout.chart.experiment.SettingAxis;
import dev.brownout.chart.title.TitleText;
import dev.brownout.format.QuantityFormat;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Charts of a stability experiment: the map of the share of runs that did not recover, with the largest safe triggers
 * as a line, and the largest safe trigger over the load.
 */
public final class StabilityCharts {
    private final StabilityMap map;

    private StabilityCharts(StabilityMap map) {
        this.map = map;
    }

    /** Returns the charts of a result, not yet rendered. */
    public static List<Chart> charts(StabilityMap map) {
        StabilityCharts charts = new StabilityCharts(map);
        List<Chart> all = new ArrayList<>();
        all.add(charts.heatMap());
        if (map.rows().size() > 1) {
            all.add(charts.boundaryChart());
        }
        return all;
    }

    private Chart heatMap() {
        List<List<HeatMap.Cell>> cells = new ArrayList<>();
        List<Double> boundary = new ArrayList<>();
        for (StabilityRow row : map.rows()) {
            cells.add(
                    map.trigger().values().stream().map(size -> cell(row, size)).toList());
            boundary.add(row.largestSafe()
                    .map(safe -> position(safe.trigger().number()))
                    .orElse(Double.NaN));
        }
        return new HeatMap(
                        "stability-map",
                        title(),
                        map.file().title() + " · share of runs that do not recover · line: largest safe trigger",
                        axis(map.trigger(), map.trigger().values()),
                        axis(map.load(), loads()),
                        "at most " + QuantityFormat.percent(map.settings().risk()) + " do not recover",
                        "ratio",
                        cells,
                        boundary)
                .chart();
    }

    private static HeatMap.Cell cell(StabilityRow row, Value size) {
        Optional<StabilityCell> found =
                row.cells().stream().filter(cell -> cell.trigger().equals(size)).findFirst();
        return found.map(cell -> new HeatMap.Cell(
                        cell.estimate().share(),
                        row.verdict(cell) == StabilityVerdict.SAFE,
                        row.verdict(cell) != StabilityVerdict.UNDECIDED))
                .orElseGet(() -> new HeatMap.Cell(Double.NaN, true));
    }

    /** Returns the position of a trigger between the values of the map. */
    private double position(double size) {
        List<Value> values = map.trigger().values();
        int below = 0;
        while (below + 2 < values.size() && values.get(below + 1).number() <= size) {
            below++;
        }
        double from = values.get(below).number();
        return below + (size - from) / (values.get(below + 1).number() - from);
    }

    private String title() {
        List<StabilityRow> rows = map.rows();
        StabilityRow last = rows.get(rows.size() - 1);
        String safe = last.largestSafe()
                .map(cell -> "Safe up to " + map.trigger().path() + " "
                        + QuantityFormat.format(
                                cell.trigger().number(), cell.trigger().unit()))
                .orElse("No tested trigger is safe");
        return TitleText.fitting(
                safe + " at " + map.load().path() + " " + last.load().text(), safe, "Largest safe trigger by load");
    }

    private Chart boundaryChart() {
        List<StabilityRow> rows = map.rows();
        return new LineChart(
                        "stability-boundary",
                        TitleText.fitting(
                                "Largest safe " + map.trigger().path() + " by "
                                        + map.load().path(),
                                "Largest safe trigger by load"),
                        map.file().title() + " · at most "
                                + QuantityFormat.percent(map.settings().risk()) + " do not recover, with "
                                + QuantityFormat.percent(map.settings().confidence()) + " confidence",
                        axis(map.load(), loads()),
                        map.trigger().path(),
                        map.trigger().values().get(0).unit(),
                        false,
                        List.of(
                                curve("largest safe trigger", rows, StabilityRow::largestSafe),
                                curve("smallest trigger that is not safe", rows, StabilityRow::smallestUnsafe)),
                        List.of())
                .chart();
    }

    private static Curve curve(
            String label, List<StabilityRow> rows, Function<StabilityRow, Optional<StabilityCell>> end) {
        List<Double> values = rows.stream()
                .map(row -> end.apply(row).map(cell -> cell.trigger().number()).orElse(Double.NaN))
                .toList();
        return new Curve(label, values, values.stream().map(value -> 0.0).toList());
    }

    private List<Value> loads() {
        return map.rows().stream().map(StabilityRow::load).toList();
    }

    private static SettingAxis axis(Variation variation, List<Value> values) {
        return new SettingAxis(
                variation.path(),
                values.stream().map(Value::text).toList(),
                values.stream().map(Value::number).toList());
    }
}
