package dev.brownout.chart.model;

import dev.brownout.format.QuantityFormat;
import dev.brownout.result.Series;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import dev.brownout.translation.Messages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Unit in which a chart shows counters: per second, or per hour for money. Events rarer than one per second are shown
 * per interval, or per hour or day if intervals are long.
 */
public final class RateUnit {
    private static final double SECOND = 1e9;
    private static final double MINUTE = 60e9;
    private static final double HOUR = 3600e9;
    private static final double DAY = 86_400e9;
    /** Request rate per second below which requests are shown per hour or per day. */
    private static final double RARE_REQUESTS = 0.1;

    private final double nanos;
    private final String unit;
    private final String per;
    /** Cache of smoothed counters, as smoothing takes longer than the rest. */
    private final Map<ColumnKey, Column> evened = new LinkedHashMap<>();

    private record ColumnKey(String variant, String column) {}

    /**
     * Creates a rate unit.
     *
     * @param nanos reference time of a value, in ns; 0 for the length of each interval
     * @param unit unit of the values
     * @param per suffix of the axis name; empty if the unit contains it
     */
    public RateUnit(double nanos, String unit, String per) {
        this.nanos = nanos;
        this.unit = unit;
        this.per = per;
    }

    /** Returns events per second, also for rare events. */
    public static RateUnit perSecond() {
        return new RateUnit(SECOND, "1/s", "");
    }

    /** Returns the unit of the values. */
    public String unit() {
        return unit;
    }

    /** Returns the suffix of the axis name; empty if the unit contains it. */
    public String per() {
        return per;
    }

    /** Returns the unit that suits the counters of a plan, for all variants together. */
    public static RateUnit of(ChartPlan plan, List<VariantResult> variants) {
        boolean requests = plan.kind() == ChartKind.THROUGHPUT || plan.kind() == ChartKind.LOAD;
        if (!requests && plan.kind() != ChartKind.COUNT) {
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

    /**
     * Returns the unit for rare events: per interval if it is shorter than a minute, or else per hour or per day.
     * Requests are never shown per interval.
     */
    private static RateUnit rare(long step, boolean requests) {
        if (step < MINUTE && !requests) {
            return new RateUnit(0, "1", Messages.text("chart.per", QuantityFormat.nanos(step)));
        }
        return step < HOUR
                ? new RateUnit(HOUR, "1", Messages.text("chart.per_hour"))
                : new RateUnit(DAY, "1", Messages.text("chart.per_day"));
    }

    /**
     * Returns the counts of a column in this unit. Counts of few events are smoothed, so that they change only by more
     * than chance.
     */
    public SeriesLine track(String label, VariantResult variant, Column column) {
        Column shown = column.unit().equals("1")
                ? evened.computeIfAbsent(
                        new ColumnKey(variant.name(), column.name()),
                        counted -> column.with(even(variant, column.values())[0]))
                : column;
        return exact(label, variant, shown);
    }

    /**
     * Returns the counts of the intervals of a variant. Small counts are smoothed over stretches in which chance
     * explains the differences.
     */
    static double[][] even(VariantResult variant, double[]... counts) {
        Series series = variant.series();
        int steps = counts[0].length;
        long left = variant.run().durationNanos() - series.startNanos() - (steps - 1) * series.stepNanos();
        double last = left <= 0 ? 1 : Math.min(1, (double) left / series.stepNanos());
        return AdaptiveSmoothing.evened(new ResultLookup(variant).firstMeasured(), last, counts);
    }

    /** Returns the counts of a column in this unit, interval by interval. */
    SeriesLine exact(String label, VariantResult variant, Column column) {
        return nanos == 0
                ? SeriesLine.of(label, variant.series(), column, variant.run().durationNanos())
                : SeriesLine.rate(
                        nanos, label, variant.series(), column, variant.run().durationNanos());
    }
}
