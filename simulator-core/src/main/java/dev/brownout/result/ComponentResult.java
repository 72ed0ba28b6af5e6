package dev.brownout.result;

import java.util.Collections;
import java.util.Map;

/**
 * What a component and its nodes measured over a window; or what the visitors of a journey did, or an alert.
 *
 * @param kind the kind in the scenario, such as {@code server}
 * @param measures of the whole component, by snake_case name
 * @param latency arrival at the component to its answer, successes only
 * @param errors answers that are not good, by outcome in snake_case
 * @param nodes the same measures per node, by the node's name
 * @param regions the same measures per region, by its name, where the component stands in several
 * @param host the component on whose machines it is a process beside others; empty where it has machines of its own
 */
public record ComponentResult(
        String kind,
        Map<String, Measure> measures,
        Latency latency,
        Map<String, Long> errors,
        Map<String, Map<String, Measure>> nodes,
        Map<String, Map<String, Measure>> regions,
        String host) {

    /** What stands for the kind where the measures are those of the visitors of a journey. */
    public static final String JOURNEY = "journey";

    /** What stands for the kind where the measures are those of an alert. */
    public static final String ALERT = "alert";

    /** Takes no regions for a component that stands in one, and no host for one that has machines of its own. */
    public ComponentResult {
        regions = regions == null ? Collections.emptyMap() : regions;
        host = host == null ? "" : host;
    }

    /** One that stands in a single region, on machines of its own. */
    public ComponentResult(
            String kind,
            Map<String, Measure> measures,
            Latency latency,
            Map<String, Long> errors,
            Map<String, Map<String, Measure>> nodes) {
        this(kind, measures, latency, errors, nodes, Collections.emptyMap(), "");
    }

    /** Whether it is of a component, and not of visitors or of an alert. */
    public boolean ofTier() {
        return !ofVisitors() && !ofAlert();
    }

    /** Whether it is what was measured of an alert. */
    public boolean ofAlert() {
        return kind.equals(ALERT);
    }

    /** Whether it is what the visitors of a journey measured. */
    public boolean ofVisitors() {
        return kind.equals(JOURNEY);
    }

    /**
     * One measured value.
     *
     * @param value the value; {@code NaN} for no data
     * @param unit {@code 1} for counts, {@code ratio}, {@code ns}, {@code B}, {@code 1/s}
     * @param meaning one sentence
     * @param showing how it is shown
     */
    public record Measure(double value, String unit, String meaning, DisplayHints showing) {
        /** Takes one of which nothing is said for a plain one. */
        public Measure {
            showing = showing == null ? DisplayHints.PLAIN : showing;
        }

        /** A plain one. */
        public Measure(double value, String unit, String meaning) {
            this(value, unit, meaning, DisplayHints.PLAIN);
        }
    }
}
