package dev.brownout.experiment.falsify;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.ValueRange;
import dev.brownout.chart.experiment.PlotAxis;
import dev.brownout.chart.experiment.PlotMark;
import dev.brownout.chart.experiment.PlotMark.AreaMark;
import dev.brownout.chart.experiment.PlotMark.TextMark;
import dev.brownout.chart.experiment.PlotModel;
import dev.brownout.chart.experiment.PlotPanel;
import dev.brownout.chart.experiment.PointStyle;
import dev.brownout.chart.title.TitleText;
import java.util.ArrayList;
import java.util.List;

/**
 * Charts of a falsification: the fault schedules of the findings. Each fault has a row with a bar from its start to its
 * end.
 */
public final class FalsificationCharts {
    private static final int MOST_ROWS = 20;

    private FalsificationCharts() {}

    /** Returns all charts, not yet rendered; none without a fault in a finding. */
    public static List<Chart> charts(FalsificationResult result) {
        List<String> names = new ArrayList<>();
        List<PlotMark> marks = new ArrayList<>();
        int faults = 0;
        for (FalsificationFinding finding : result.findings()) {
            String name = finding.name();
            for (InjectedFault fault : finding.schedule().faults()) {
                int row = faults++;
                if (row < MOST_ROWS) {
                    names.add(name);
                    name = "";
                    marks.add(new AreaMark(
                            fault.startNanos(), row + 0.8, fault.endNanos(), row + 0.2, PointStyle.BAD.colour(), ""));
                    marks.add(new TextMark(
                            fault.endNanos(), row + 0.5, Double.POSITIVE_INFINITY, fault.sentence(), Palette.INK));
                }
            }
        }
        if (names.isEmpty()) {
            return List.of();
        }
        int count = result.findings().size();
        String title = count == 1 ? "1 cause violates an assertion" : count + " causes violate an assertion";
        String mildest = title + ", the mildest is " + result.findings().get(0).cause();
        String more = faults > MOST_ROWS ? " · the first " + MOST_ROWS : "";
        long runNanos = result.file().variants().get(0).scenario().durationNanos();
        PlotModel plot = new PlotModel(
                "schedules",
                TitleText.fitting(mildest, title),
                result.file().title() + " · smallest schedules" + more,
                new PlotPanel(
                        new PlotAxis("simulated time", new ValueRange(0, runNanos, false, Double.NaN, "ns")),
                        PlotAxis.rows("", names),
                        marks));
        return List.of(plot.chart());
    }
}
