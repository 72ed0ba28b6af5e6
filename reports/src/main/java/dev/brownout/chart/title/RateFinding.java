package dev.brownout.chart.title;

import dev.brownout.chart.model.ChartKind;
import dev.brownout.chart.model.ChartPlan;
import dev.brownout.chart.model.RateUnit;
import dev.brownout.chart.model.ResultLookup;
import dev.brownout.chart.model.SeriesLine;
import dev.brownout.format.AlignedNumbers;
import dev.brownout.format.QuantityFormat;
import dev.brownout.format.SimulatedTimeFormat;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import java.util.List;

/** Finding of a rate chart: a lasting change with the rates before and after it, or else the highest rate. */
final class RateFinding {

    /** Minimum number of consecutive intervals for a lasting change. */
    private static final int LASTING = 3;

    private static final double CHANGED = 1.5;
    /** Minimum difference between two levels, in standard deviations of the count. */
    private static final double SURE = 6;

    private final ChartPlan plan;
    private final VariantResult variant;
    private final ResultLookup measured;
    private final RateUnit rate;
    private final AlignedNumbers digits;

    RateFinding(ChartPlan plan, VariantResult variant, RateUnit rate, AlignedNumbers digits) {
        this.plan = plan;
        this.variant = variant;
        this.measured = new ResultLookup(variant);
        this.rate = rate;
        this.digits = digits;
    }

    /**
     * Returns the finding.
     *
     * @param course whether a change over time may be the finding
     */
    ChartFinding of(List<Column> columns, boolean course) {
        Column column = columns.get(0);
        SeriesLine track = rate.track("", variant, column);
        for (Column other : columns) {
            SeriesLine one = rate.track("", variant, other);
            if (measured.extreme(one.values(), true).value()
                    > measured.extreme(track.values(), true).value()) {
                column = other;
                track = one;
            }
        }
        ResultLookup.Extreme highest = measured.extreme(track.values(), true);
        double total = columns.stream().mapToDouble(measured::overall).sum();
        if (Double.isNaN(highest.value())) {
            return new ChartFinding(plan.name() + ": no data", "no data", "", Double.NaN);
        }
        String columnLabel = columns.size() == 1
                ? ""
                : " (" + plan.labels().get(plan.columns().indexOf(column.name())) + ")";
        String change = course && columns.size() == 1 ? change(column, track) : "";
        if (!change.isEmpty()) {
            return new ChartFinding(
                    plan.name() + (plan.kind() == ChartKind.LOAD ? " " : ": ") + change, change, "", highest.value());
        }
        String most = words(highest.value()) + columnLabel;
        boolean flat =
                highest.value() == measured.extreme(track.values(), false).value();
        String at = flat ? " all the time" : " at " + SimulatedTimeFormat.at(highest.atNanos());
        String all = plan.kind() == ChartKind.LOAD ? "" : ", " + QuantityFormat.of(total, column.unit()) + " in all";
        return highest.value() == 0
                ? new ChartFinding(plan.name() + ": none", "none", "", "", ChartFinding.HIGHEST, 0)
                : new ChartFinding(
                        plan.name() + (flat ? ": " : ": highest ") + most + at + all,
                        most,
                        at + all,
                        "",
                        ChartFinding.HIGHEST,
                        highest.value());
    }

    private String words(double value) {
        return digits.of(value, rate.unit()) + rate.per();
    }

    /** Describes a change as {@code rises from 25/s to 125/s at 1:00}, with the mean rates. Empty if there is none. */
    private String change(Column column, SeriesLine track) {
        double[] values = track.values();
        int first = measured.firstMeasured();
        double middle = (measured.extreme(values, true).value()
                        + measured.extreme(values, false).value())
                / 2;
        int from = run(values, first, middle, true);
        boolean rises = from > first;
        from = rises ? from : run(values, first, middle, false);
        if (from < first + LASTING + 1 || !sharp(values, first, from)) {
            return "";
        }
        int end = run(values, from, middle, !rises);
        int to = end < 0 ? values.length : end;
        double before = mean(values, first, from);
        double after = mean(values, from, to);
        double counted = mean(column.values(), first, from) * (to - from);
        double observed = mean(column.values(), from, to) * (to - from);
        boolean sure = Math.abs(observed - counted) > SURE * Math.sqrt(observed + counted);
        boolean changed = Math.max(before, after) > CHANGED * Math.min(before, after);
        if (!sure || !changed) {
            return "";
        }
        return (rises ? "rises" : "falls") + " from " + words(before) + " to " + words(after) + " at "
                + SimulatedTimeFormat.at(measured.startOf(from))
                + (end < 0 ? "" : ", until " + SimulatedTimeFormat.at(measured.startOf(end)));
    }

    /**
     * Returns the start of the first lasting stretch above or below a value, from an interval on; -1 if there is none.
     */
    private static int run(double[] values, int from, double middle, boolean above) {
        int row = 0;
        for (int i = from; i < values.length; i++) {
            row = (above ? values[i] > middle : values[i] < middle) ? row + 1 : 0;
            if (row == LASTING) {
                return i + 1 - LASTING;
            }
        }
        return -1;
    }

    /** Returns whether a change is abrupt: the intervals just before it are still near the level before it. */
    private static boolean sharp(double[] values, int first, int from) {
        double before = mean(values, first, from);
        double near = mean(values, from - LASTING - 1, from - 1);
        double after = mean(values, from, Math.min(values.length, from + LASTING));
        return Math.abs(near - before) < Math.abs(after - before) / 3;
    }

    private static double mean(double[] values, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += values[i];
        }
        return sum / (to - from);
    }
}
