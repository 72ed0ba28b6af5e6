package dev.brownout.chart;

import dev.brownout.result.Series;

/** What a chart is about; decides its axis, its lines and the rule for its title. */
enum ChartKind {
    LATENCY("latency of answered requests"),
    AVAILABILITY("good requests"),
    HIT_RATIO("hit ratio"),
    UTILIZATION("utilization"),
    SHARE(""),
    /** How far something has come: what counts is the end. */
    PROGRESS(""),
    THROUGHPUT("requests"),
    /** What users ask for, as a rate. */
    LOAD("requests"),
    /** What is counted, as a rate. */
    COUNT(""),
    /** What is counted and never made good, added up from the end of the warm-up on. */
    DAMAGE(""),
    SPAN(""),
    /** Of what waits: mostly nothing, so that it is 0. */
    AGE("age of the oldest"),
    LEVEL(""),
    ROLES("node");

    private final String axis;

    ChartKind(String axis) {
        this.axis = axis;
    }

    /** What the value axis measures; empty where the name of the chart says it. */
    String axis() {
        return axis;
    }

    /** The topic of a single column; the axis of a part's utilization is to say whose it is. */
    static ChartKind of(Series.Column column) {
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
