package dev.brownout.experiment.chart;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.experiment.LineChart;
import dev.brownout.chart.experiment.LineChart.Curve;
import dev.brownout.chart.experiment.SettingAxis;
import dev.brownout.chart.title.TitleText;
import dev.brownout.experiment.reliability.ReliabilityResult;
import dev.brownout.experiment.reliability.ReliabilityResult.LongRunAvailability;
import dev.brownout.experiment.reliability.ReliabilityResult.SpareNode;
import dev.brownout.format.QuantityFormat;
import java.util.ArrayList;
import java.util.List;

/** Chart of a reliability estimate: the downtime in a year, today and with one more node of each component. */
public final class ReliabilityCharts {
    private ReliabilityCharts() {}

    /** Returns all charts, not yet rendered. */
    public static List<Chart> of(ReliabilityResult result) {
        LongRunAvailability today = result.availability();
        List<String> names = new ArrayList<>(List.of("unchanged"));
        List<Double> values = new ArrayList<>(List.of(LongRunAvailability.downtimeNanos(today.loss())));
        List<Double> lows = new ArrayList<>(List.of(LongRunAvailability.downtimeNanos(today.lowLoss())));
        List<Double> highs = new ArrayList<>(List.of(LongRunAvailability.downtimeNanos(today.highLoss())));
        for (SpareNode spare : result.spares()) {
            double nanos = LongRunAvailability.downtimeNanos(spare.loss());
            names.add(spare.setting());
            values.add(nanos);
            lows.add(nanos);
            highs.add(nanos);
        }
        List<Double> numbers = names.stream().map(name -> 0.0).toList();
        String downtime = QuantityFormat.nanos(values.get(0));
        return List.of(new LineChart(
                        "downtime",
                        TitleText.fitting("Expected downtime of " + downtime + " in a year", "Downtime in a year"),
                        result.file().title() + " · unchanged, and with one more node of a component",
                        new SettingAxis("one more node", names, numbers),
                        "downtime in a year",
                        "ns",
                        false,
                        List.of(new Curve("expected downtime", values, lows, highs)),
                        List.of())
                .chart());
    }
}
