package dev.brownout.chart;

import dev.brownout.result.Series;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import dev.brownout.wording.Quantity;
import java.util.List;

/**
 * How a chart shows what is counted: per second, money per hour, and what is rarer than once a second per step, or of
 * long steps per hour or per day.
 *
 * @param nanos the time that a value is of; 0 for each step's own
 * @param unit unit of the values
 * @param per what to add to the name of the axis; empty where the unit says it
 */
record Rate(double nanos, String unit, String per) {

    private static final double SECOND = 1e9;
    private static final double MINUTE = 60e9;
    private static final double HOUR = 3600e9;
    private static final double DAY = 86_400e9;
    /** Fewer requests than so many a second are counted by the hour or the day. */
    private static final double RARE_REQUESTS = 0.1;

    /** The one that suits the counters of a plan in all variants together. */
    static Rate of(Plan plan, List<VariantResult> variants) {
        boolean requests = plan.topic() == Topic.THROUGHPUT || plan.topic() == Topic.LOAD;
        if (!requests && plan.topic() != Topic.COUNT) {
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
        boolean rare = unit.equals("1") && most < (requests ? RARE_REQUESTS : 1);
        return rare ? rare(step, requests) : new Rate(SECOND, unit + "/s", "");
    }

    /** Per step, if that is a time that people count by, and else per hour or per day. */
    private static Rate rare(long step, boolean requests) {
        if (step < MINUTE && !requests) {
            return new Rate(0, "1", " per " + Quantity.nanos(step));
        }
        return step < HOUR ? new Rate(HOUR, "1", " per hour") : new Rate(DAY, "1", " per day");
    }

    /** The counts of a column at this rate. */
    Track track(String label, VariantResult variant, Column column) {
        return nanos == 0
                ? Track.of(label, variant.series(), column, variant.durationNanos())
                : Track.per(nanos, label, variant.series(), column, variant.durationNanos());
    }
}
