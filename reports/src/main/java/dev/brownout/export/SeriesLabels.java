package dev.brownout.export;

import dev.brownout.result.Series;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;

/**
 * What a column of a series tells, and of what: the parts of its name.
 *
 * @param component the component or the class of requests; empty for the whole system
 * @param region the region; empty for all of them
 * @param node the machine of the component; empty for all of them
 * @param key the key of the data; empty for all of them
 * @param metric its name without whose it is: {@code p99.9}
 */
record SeriesLabels(String component, String region, String node, String key, String metric) {
    private static final String OF_A_KEY = "key/";
    private static final String OF_A_REGION = "region/";

    /**
     * Reads {@code page.p99.9}, {@code web/1.utilization}, {@code web@east.utilization}, {@code region/east.page.p99}.
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

    /** The part of the component: {@code 1}, {@code region/east}, {@code key/bieber}; empty for the whole. */
    String part() {
        if (!key.isEmpty()) {
            return OF_A_KEY + key;
        }
        return region.isEmpty() ? node : OF_A_REGION + region;
    }

    /** How many steps of a column the run came to: none that begins at its end or behind it, where it was stopped. */
    static int steps(VariantResult variant, Column column) {
        Series series = variant.series();
        int steps = column.values().length;
        while (steps > 0 && series.startNanos() + (steps - 1) * series.stepNanos() >= variant.endNanos()) {
            steps--;
        }
        return steps;
    }

    /** The unit in which other programs want what we count in {@code unit}: seconds for nanoseconds. */
    static String base(String unit) {
        return unit.equals("ns") ? "s" : unit;
    }

    /** A value in that unit. */
    static double inBase(double value, String unit) {
        return unit.equals("ns") ? value / 1e9 : value;
    }
}
