package dev.brownout.chart;

import dev.brownout.chart.smoothing.AdaptiveSmoothing;
import dev.brownout.format.QuantityFormat;
import dev.brownout.result.Series;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a chart shows what is counted: per second, money per hour, and what is rarer than once a second per step, or of
 * long steps per hour or per day.
 */
final class RateUnit {

    private static final double SECOND = 1e9;
    private static final double MINUTE = 60e9;
    private static final double HOUR = 3600e9;
    private static final double DAY = 86_400e9;
    /** Fewer requests than so many a second are counted by the hour or the day. */
    private static final double RARE_REQUESTS = 0.1;

    private final double nanos;
    private final String unit;
    private final String per;
    /** Counts that were evened, which takes longer than the rest. */
    private final Map<ColumnKey, Column> evened = new LinkedHashMap<>();

    private record ColumnKey(String variant, String column) {}

    /**
     * One of values of so much time.
     *
     * @param nanos the time that a value is of; 0 for each step's own
     * @param unit unit of the values
     * @param per what to add to the name of the axis; empty where the unit says it
     */
    RateUnit(double nanos, String unit, String per) {
        this.nanos = nanos;
        this.unit = unit;
        this.per = per;
    }

    /** Unit of the values. */
    String unit() {
        return unit;
    }

    /** What to add to the name of the axis; empty where the unit says it. */
    String per() {
        return per;
    }

    /** The one that suits the counters of a plan in all variants together. */
    static RateUnit of(ChartPlan plan, List<VariantResult> variants) {
        boolean requests = plan.topic() == ChartKind.THROUGHPUT || plan.topic() == ChartKind.LOAD;
        if (!requests && plan.topic() != ChartKind.COUNT) {
            return new RateUnit(0, "", "");
        }
        double most = 0;
        long step = 1;
        String unit = "1";
        for (VariantResult variant : variants) {
            Series series = variant.series();
            for (Column column : series.columns()) {
                if (plan.columns().contains(column.name())) {
                    unit = column.unit();
                    step = series.stepNanos();
                    for (double value : column.values()) {
                        most = Math.max(most, value * SECOND / step);
                    }
                }
            }
        }
        if (unit.equals("$")) {
            return new RateUnit(HOUR, "$/h", "");
        }
        boolean rare = unit.equals("1") && most < (requests ? RARE_REQUESTS : 1);
        return rare ? rare(step, requests) : new RateUnit(SECOND, unit + "/s", "");
    }

    /** Per step, if that is a time that people count by, and else per hour or per day. */
    private static RateUnit rare(long step, boolean requests) {
        if (step < MINUTE && !requests) {
            return new RateUnit(0, "1", " per " + QuantityFormat.nanos(step));
        }
        return step < HOUR ? new RateUnit(HOUR, "1", " per hour") : new RateUnit(DAY, "1", " per day");
    }

    /** The counts of a column at this rate: of few events, where they change by more than chance. */
    SeriesLine track(String label, VariantResult variant, Column column) {
        Column shown = column.unit().equals("1")
                ? evened.computeIfAbsent(
                        new ColumnKey(variant.name(), column.name()),
                        counted -> column.with(even(variant, column.values())[0]))
                : column;
        return exact(label, variant, shown);
    }

    /** Counts of the steps of a variant, where they are few evened over stretches that chance explains. */
    static double[][] even(VariantResult variant, double[]... counts) {
        Series series = variant.series();
        int steps = counts[0].length;
        long left = variant.durationNanos() - series.startNanos() - (steps - 1) * series.stepNanos();
        double last = left <= 0 ? 1 : Math.min(1, (double) left / series.stepNanos());
        return AdaptiveSmoothing.evened(new ResultLookup(variant).firstMeasured(), last, counts);
    }

    /** The counts of a column at this rate, step by step. */
    SeriesLine exact(String label, VariantResult variant, Column column) {
        return nanos == 0
                ? SeriesLine.of(label, variant.series(), column, variant.durationNanos())
                : SeriesLine.per(nanos, label, variant.series(), column, variant.durationNanos());
    }
}
