package dev.brownout.chart.title;

import dev.brownout.chart.model.ChartPlan;
import dev.brownout.chart.model.ResultLookup;
import dev.brownout.format.AlignedNumbers;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.Series.Column;
import java.util.Comparator;
import java.util.List;

/**
 * Progress of a process over time, 0 to 1: its last value and the time of completion. The mean over a run would reflect
 * the start of the process, not its progress.
 *
 * @param column column of the progress
 * @param end last value; {@code NaN} for none
 * @param completeAt start of the intervals that are complete until the end, in ns; negative if the process is
 *     incomplete at the end
 */
record CompletionTitle(Column column, double end, long completeAt) {

    private static CompletionTitle of(ResultLookup measured, Column column) {
        double[] values = column.values();
        int last = values.length - 1;
        while (last >= 0 && Double.isNaN(values[last])) {
            last--;
        }
        int complete = last + 1;
        while (complete > 0 && values[complete - 1] >= 1) {
            complete--;
        }
        double end = last < 0 ? Double.NaN : values[last];
        return new CompletionTitle(column, end, complete > last ? -1 : measured.startOf(complete));
    }

    /** Returns the finding of a chart. With several lines, it names the least and the most advanced one. */
    static ChartFinding finding(ChartPlan plan, ResultLookup measured, List<Column> columns, AlignedNumbers digits) {
        List<CompletionTitle> each = columns.stream()
                .map(column -> of(measured, column))
                .filter(progress -> !Double.isNaN(progress.end))
                .sorted(Comparator.comparingDouble(progress -> progress.score(measured)))
                .toList();
        if (each.isEmpty()) {
            return new ChartFinding(plan.name() + ": no data", "no data", "", Double.NaN);
        }
        CompletionTitle least = each.get(0);
        String brief = digits.of(least.end, least.column.unit());
        if (plan.columns().size() == 1) {
            String sentence = plan.name() + " " + brief + least.when();
            return new ChartFinding(sentence, brief, "", least.when(), "", least.score(measured));
        }
        CompletionTitle most = each.get(each.size() - 1);
        String leastText = least.label(plan) + " " + brief;
        String rest = each.size() == 1
                ? ""
                : ", " + most.label(plan) + " " + digits.of(most.end, most.column.unit()) + most.when();
        String sentence = plan.name() + ": " + leastText + least.when() + rest;
        return new ChartFinding(sentence, leastText, "", least.when(), "", least.score(measured));
    }

    /**
     * Returns a score that increases with the progress. Of two complete processes, the earlier one has the greater
     * score.
     */
    private double score(ResultLookup measured) {
        return completeAt < 0 ? end : 1 + 1 / (1 + (completeAt - measured.startOf(0)) / 1e9);
    }

    private String when() {
        return completeAt < 0 ? " at the end" : " by " + SimulatedTimeFormat.at(completeAt);
    }

    private String label(ChartPlan plan) {
        return plan.labels().get(plan.columns().indexOf(column.name()));
    }
}
