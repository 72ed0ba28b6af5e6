package dev.brownout.chart.model;

import dev.brownout.format.MetricUnit;
import dev.brownout.result.Series;

/** Subject of a chart. Determines the axis, the lines, and the rule for the title. */
public enum ChartKind {
    LATENCY("latency of successful requests"),
    AVAILABILITY("success rate"),
    HIT_RATIO("hit ratio"),
    UTILIZATION("utilization"),
    SHARE(""),
    /** Progress of a process, 0 to 1, judged by its last value. */
    PROGRESS(""),
    THROUGHPUT("requests"),
    /** Load offered by users, as a rate. */
    LOAD("requests"),
    /** Rate of a counter. */
    COUNT(""),
    /** Cumulative sum of a counter of permanent damage or of counted seconds, from the end of the warm-up. */
    DAMAGE(""),
    SPAN(""),
    /** Age of the oldest item that is not finished. */
    AGE("age of the oldest item"),
    LEVEL(""),
    ROLES("node");

    private final String axis;

    ChartKind(String axis) {
        this.axis = axis;
    }

    /** Returns the quantity on the value axis. Empty if the name of the chart contains it. */
    public String axis() {
        return axis;
    }

    /** Returns the kind of a single column. The utilization of a part is a share, so that its axis names the part. */
    public static ChartKind of(Series.Column column) {
        return switch (column.showing().as()) {
            case AVAILABILITY -> AVAILABILITY;
            case HIT_RATIO -> HIT_RATIO;
            case OCCUPANCY -> UTILIZATION;
            case UTILIZATION -> column.showing().part().isEmpty() ? UTILIZATION : SHARE;
            case AGE -> AGE;
            case DAMAGE -> DAMAGE;
            case PROGRESS -> PROGRESS;
            default -> byUnit(column);
        };
    }

    private static ChartKind byUnit(Series.Column column) {
        if (column.kind() == Series.Kind.PERCENTILE) {
            return LATENCY;
        }
        if (MetricUnit.displayUnit(column.name(), column.unit()).equals("s")
                && column.unit().equals("1")) {
            return DAMAGE;
        }
        if (column.kind() == Series.Kind.COUNTER) {
            return COUNT;
        }
        return switch (column.unit()) {
            case "ratio" -> SHARE;
            case "ns", "s" -> SPAN;
            default -> LEVEL;
        };
    }
}
