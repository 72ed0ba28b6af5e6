package dev.brownout.experiment.falsify;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.experiment.ScheduleChart;
import dev.brownout.chart.experiment.ScheduleChart.FaultBar;
import dev.brownout.chart.title.TitleText;
import java.util.ArrayList;
import java.util.List;

/** Charts of a falsification: the fault schedules of the findings. */
public final class FalsificationCharts {
    private FalsificationCharts() {}

    /** Returns all charts, not yet rendered; none without a fault in a finding. */
    public static List<Chart> charts(FalsificationResult result) {
        List<FaultBar> rows = new ArrayList<>();
        for (FalsificationFinding finding : result.findings()) {
            for (InjectedFault fault : finding.schedule().faults()) {
                rows.add(new FaultBar(finding.name(), fault.sentence(), fault.startNanos(), fault.endNanos()));
            }
        }
        if (rows.isEmpty()) {
            return List.of();
        }
        int count = result.findings().size();
        String title = count == 1 ? "1 cause violates an assertion" : count + " causes violate an assertion";
        String mildest = title + ", the mildest is " + result.findings().get(0).cause();
        String more = rows.size() > ScheduleChart.MOST_ROWS ? " · the first " + ScheduleChart.MOST_ROWS : "";
        ScheduleChart chart = new ScheduleChart(
                "schedules",
                TitleText.fitting(mildest, title),
                result.file().title() + " · smallest schedules" + more,
                result.file().variants().get(0).scenario().durationNanos(),
                rows);
        return List.of(chart.chart());
    }
}
