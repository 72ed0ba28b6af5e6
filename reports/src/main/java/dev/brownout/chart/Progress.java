package dev.brownout.chart;

import dev.brownout.result.Series.Column;
import dev.brownout.wording.Clock;
import dev.brownout.wording.Digits;
import java.util.Comparator;
import java.util.List;

/**
 * How far something has come over time, 0 to 1: where it ends, and by when it is complete. Its mean over a run says
 * when it began rather than how far it came.
 *
 * @param column what is drawn
 * @param end the last value that it has; {@code NaN} for none
 * @param completeAt when the first of the steps begins that are all complete to the end, in nanoseconds; negative where
 *     it is not complete at the end
 */
record Progress(Column column, double end, long completeAt) {

    private static Progress of(Measured measured, Column column) {
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
        return new Progress(column, end, complete > last ? -1 : measured.startOf(complete));
    }

    /** What a chart of it says; of several lines the one that has come least far, and the one that is farthest. */
    static Finding finding(Plan plan, Measured measured, List<Column> columns, Digits digits) {
        List<Progress> each = columns.stream()
                .map(column -> of(measured, column))
                .filter(progress -> !Double.isNaN(progress.end))
                .sorted(Comparator.comparingDouble(progress -> progress.score(measured)))
                .toList();
        if (each.isEmpty()) {
            return new Finding(plan.name() + ": no data", "no data", "", Double.NaN);
        }
        Progress least = each.get(0);
        String brief = digits.of(least.end, least.column.unit());
        if (plan.columns().size() == 1) {
            String sentence = plan.name() + " " + brief + least.when();
            return new Finding(sentence, brief, "", least.when(), "", least.score(measured));
        }
        Progress most = each.get(each.size() - 1);
        String whose = least.label(plan) + " " + brief;
        String rest = each.size() == 1
                ? ""
                : ", " + most.label(plan) + " " + digits.of(most.end, most.column.unit()) + most.when();
        String sentence = plan.name() + ": " + whose + least.when() + rest;
        return new Finding(sentence, whose, "", least.when(), "", least.score(measured));
    }

    /** Greater the farther it has come, and of two that are complete, for the one that was so first. */
    private double score(Measured measured) {
        return completeAt < 0 ? end : 1 + 1 / (1 + (completeAt - measured.startOf(0)) / 1e9);
    }

    private String when() {
        return completeAt < 0 ? " at the end" : " by " + Clock.at(completeAt);
    }

    private String label(Plan plan) {
        return plan.labels().get(plan.columns().indexOf(column.name()));
    }
}
