package dev.brownout.experiment.reliability;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.experiment.EffectBars;
import dev.brownout.chart.experiment.EffectBars.Bar;
import dev.brownout.chart.title.TitleText;
import dev.brownout.experiment.reliability.ReliabilityResult.LongRunAvailability;
import dev.brownout.format.QuantityFormat;
import java.util.ArrayList;
import java.util.List;

/** Chart of a reliability estimate: the downtime in a year, today and with one more node of each component. */
public final class ReliabilityCharts {
    private ReliabilityCharts() {}

    /** Returns all charts, not yet rendered. */
    public static List<Chart> charts(ReliabilityResult result) {
        List<Bar> bars = new ArrayList<>(List.of(bar("unchanged", result.availability())));
        result.spares().forEach(spare -> bars.add(bar(spare.setting(), spare.availability())));
        String downtime = QuantityFormat.nanos(bars.get(0).value());
        return List.of(new EffectBars(
                        "downtime",
                        TitleText.fitting("Expected downtime of " + downtime + " in a year", "Downtime in a year"),
                        result.file().title() + " · unchanged, and with one more node of a component · "
                                + QuantityFormat.percent(result.confidence()) + " intervals",
                        "downtime in a year",
                        "ns",
                        bars)
                .chart());
    }

    private static Bar bar(String name, LongRunAvailability found) {
        return new Bar(
                name,
                LongRunAvailability.downtimeNanos(found.loss()),
                LongRunAvailability.downtimeNanos(found.lowLoss()),
                LongRunAvailability.downtimeNanos(found.highLoss()));
    }
}
