package dev.brownout.format;

import dev.brownout.result.SlaResult;

/**
 * Units in which metrics are printed. A metric with a name in {@code _seconds} is a plain number in the language and in
 * files for programs. It is printed as a time.
 */
public final class MetricUnit {
    private static final String SECONDS = "_seconds";

    private MetricUnit() {}

    /** Returns the unit in which the values of an assertion are printed. */
    public static String displayUnit(SlaResult sla) {
        return displayUnit(sla.metric(), sla.unit());
    }

    /**
     * Returns the unit in which a metric is printed.
     *
     * @param metric the name of the metric, with or without its component and its window
     * @param unit the unit of the metric in the result
     */
    public static String displayUnit(String metric, String unit) {
        String name = metric.replaceFirst("[( ].*", "");
        return unit.equals("1") && name.endsWith(SECONDS) ? "s" : unit;
    }
}
