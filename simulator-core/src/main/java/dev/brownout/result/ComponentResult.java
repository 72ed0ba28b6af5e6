package dev.brownout.result;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Measurements of a component and its nodes over a window. Also used for the visitors of a journey and for alerts.
 *
 * @param kind the kind in the scenario, such as {@code server}
 * @param measures metrics of the whole component, by snake_case name
 * @param latency time from the arrival of a call to its response, successes only
 * @param errors number of unsuccessful responses, by outcome in snake_case
 * @param nodes the metrics per node, by the name of the node
 * @param regions the metrics per region, by its name, if the component has several regions
 * @param host the component that provides the machines of this process; empty for a component with machines of its own
 * @param states the states of the nodes over the whole run; not part of the JSON of a result
 */
public record ComponentResult(
        String kind,
        Map<String, Measure> measures,
        Latency latency,
        Map<String, Long> errors,
        Map<String, Map<String, Measure>> nodes,
        Map<String, Map<String, Measure>> regions,
        String host,
        List<NodeState> states) {

    /** Kind of a result with the metrics of the visitors of a journey. */
    public static final String JOURNEY = "journey";

    /** Kind of a result with the metrics of an alert. */
    public static final String ALERT = "alert";

    /**
     * Replaces missing values: no regions for a component in one region, no host for one with machines of its own, and
     * no states for a result read from JSON.
     */
    public ComponentResult {
        regions = regions == null ? Collections.emptyMap() : regions;
        host = host == null ? "" : host;
        states = states == null ? List.of() : List.copyOf(states);
    }

    /** Creates the result of a component in one region, with machines of its own. */
    public ComponentResult(
            String kind,
            Map<String, Measure> measures,
            Latency latency,
            Map<String, Long> errors,
            Map<String, Map<String, Measure>> nodes) {
        this(kind, measures, latency, errors, nodes, Collections.emptyMap(), "", List.of());
    }

    /** Returns whether this is the result of a component, and not of a journey or an alert. */
    public boolean ofTier() {
        return !ofVisitors() && !ofAlert();
    }

    /** Returns whether this is the result of an alert. */
    public boolean ofAlert() {
        return kind.equals(ALERT);
    }

    /** Returns whether this is the result of the visitors of a journey. */
    public boolean ofVisitors() {
        return kind.equals(JOURNEY);
    }

    /**
     * Period in which a node is in one state.
     *
     * @param node the name of the node
     * @param region the region of the node; empty if the scenario has no regions
     * @param state one of {@link #UP}, {@link #DOWN}, {@link #UNREACHABLE}, {@link #OUT}
     */
    public record NodeState(String node, String region, String state, long fromNanos, long toNanos) {
        /** The process runs. It may be slow or paused. */
        public static final String UP = "up";
        /** A fault has ended the process or the power of the node. */
        public static final String DOWN = "down";
        /** The process runs, and the node has no network. */
        public static final String UNREACHABLE = "unreachable";
        /** The node is not in service: not started, starting, removed, or stopped when idle. */
        public static final String OUT = "out";
    }

    /**
     * A measured value.
     *
     * @param value the value; {@code NaN} for no data
     * @param unit {@code 1} for counts, {@code ratio}, {@code ns}, {@code B}, {@code 1/s}
     * @param meaning one sentence
     * @param showing display hints
     */
    public record Measure(double value, String unit, String meaning, DisplayHints showing) {
        /** Replaces missing display hints by {@link DisplayHints#PLAIN}. */
        public Measure {
            showing = showing == null ? DisplayHints.PLAIN : showing;
        }

        /** Creates a measure without display hints. */
        public Measure(double value, String unit, String meaning) {
            this(value, unit, meaning, DisplayHints.PLAIN);
        }
    }
}
