package dev.brownout.export;

import dev.brownout.result.Series;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;

/**
 * Labels of a series, parsed from the name of its column.
 *
 * @param component component or class of requests; empty for the whole system
 * @param region region; empty for all regions
 * @param node host of the component; empty for all hosts
 * @param key key of the data; empty for all keys
 * @param metric name of the metric without labels, such as {@code p99.9}
 */
record SeriesLabels(String component, String region, String node, String key, String metric) {
    private static final String OF_A_KEY = "key/";
    private static final String OF_A_REGION = "region/";

    /**
     * Parses names such as {@code page.p99.9}, {@code web/1.utilization}, {@code web@east.utilization} and
     * {@code region/east.page.p99}.
     */
    static SeriesLabels of(Column column) {
        String name = column.name();
        String component = column.component();
        if (name.startsWith(OF_A_KEY)) {
            String metric = column.metric();
            String key = name.substring(OF_A_KEY.length(), name.length() - metric.length() - 1);
            return new SeriesLabels(component, "", "", key, metric);
        }
        if (name.startsWith(OF_A_REGION)) {
            int dot = name.indexOf('.');
            String rest = name.substring(dot + 1);
            String metric = rest.startsWith(component + ".") ? rest.substring(component.length() + 1) : rest;
            return new SeriesLabels(component, name.substring(OF_A_REGION.length(), dot), "", "", metric);
        }
        if (component.isEmpty() || !name.startsWith(component) || name.length() == component.length()) {
            return new SeriesLabels("", "", "", "", name);
        }
        int dot = name.indexOf('.', component.length());
        String metric = name.substring(dot + 1);
        String part = name.substring(component.length(), dot);
        if (part.isEmpty()) {
            return new SeriesLabels(component, "", "", "", metric);
        }
        boolean region = part.charAt(0) == '@';
        return new SeriesLabels(
                component, region ? part.substring(1) : "", region ? "" : part.substring(1), "", metric);
    }

    /** Returns the part of the component: {@code 1}, {@code region/east}, {@code key/bieber}; empty for the whole. */
    String part() {
        if (!key.isEmpty()) {
            return OF_A_KEY + key;
        }
        return region.isEmpty() ? node : OF_A_REGION + region;
    }

    /**
     * Returns the number of intervals of a column that the run reached. Intervals that begin at or after its end are
     * excluded if it was stopped.
     */
    static int steps(VariantResult variant, Column column) {
        Series series = variant.series();
        int steps = column.values().length;
        while (steps > 0
                && series.startNanos() + (steps - 1) * series.stepNanos()
                        >= variant.run().endNanos()) {
            steps--;
        }
        return steps;
    }

    /** Returns the base unit for other programs: seconds for nanoseconds, otherwise the same unit. */
    static String base(String unit) {
        return unit.equals("ns") ? "s" : unit;
    }

    /** Converts a value to the base unit. */
    static double inBase(double value, String unit) {
        return unit.equals("ns") ? value / 1e9 : value;
    }
}
