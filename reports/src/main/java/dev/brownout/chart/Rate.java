package dev.brownout.chart;

import dev.brownout.result.Series;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import dev.brownout.wording.Quantity;
import java.util.List;

/**
 * How a chart shows what is counted: per second, money per hour, and what is rarer than once a second per step.
 *
 * @param nanos the time that a value is of; 0 for each step's own
 * @param unit unit of the values
 * @param per what to add to the name of the axis; empty where the unit says it
 */
record Rate(double nanos, String unit, String per) {

    private static final double SECOND = 1e9;
    private static final double HOUR = 3600e9;

    /** The one that suits the counters of a plan in all variants together. */
    static Rate of(Plan plan, List<VariantResult> variants) {
        if (plan.topic() == Topic.THROUGHPUT || plan.topic() == Topic.LOAD) {
            return new Rate(SECOND, "1/s", "");
        }
        if (plan.topic() != Topic.COUNT) {
            return new Rate(0, "", "");
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
            return new Rate(HOUR, "$/h", "");
        }
        boolean rare = unit.equals("1") && most < 1;
        return rare ? new Rate(0, unit, " per " + Quantity.nanos(step)) : new Rate(SECOND, unit + "/s", "");
    }

    /** The counts of a column at this rate. */
    Track track(String label, VariantResult variant, Column column) {
        return nanos == 0
                ? Track.of(label, variant.series(), column, variant.durationNanos())
                : Track.per(nanos, label, variant.series(), column, variant.durationNanos());
    }

    /** A value with its unit. */
    String words(double value) {
        return Quantity.of(value, unit) + per;
    }
}
