package dev.brownout.spi;

import dev.brownout.random.KeyPopularity;
import dev.brownout.random.KeySpace;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The parameters of a component: a record annotated with {@link Kind} and {@link Doc} that validates its values on
 * construction.
 */
public interface ComponentSpec {
    /** The parameters of a component that is written, or through which others are written: a store, or a CDN. */
    interface Writable extends ComponentSpec {}

    /** Analytical model of the number of hosts of an autoscaled tier over time, for one location. */
    interface ScalingModel {
        /**
         * Load of one location in one interval.
         *
         * @param busyCores mean number of cores that the offered work keeps busy
         * @param callsPerSecond offered calls per second
         * @param cores cores of each host
         * @param waitingMost the most work that can be queued at one host, in core-seconds; may be infinite
         */
        record Load(double busyCores, double callsPerSecond, int cores, double waitingMost) {}

        /** Returns whether the number of hosts depends on the offered load alone, so that the model can compute it. */
        boolean known();

        /** Returns the number of hosts in service. */
        int machines();

        /**
         * Advances the model under a constant load until the number of hosts in service changes.
         *
         * @param untilNanos the latest instant of the run
         * @return the instant reached, in nanoseconds
         */
        long advance(long untilNanos, Load load);

        /** Returns an independent model in the same state. */
        ScalingModel copy();
    }

    /**
     * Admission rules of a waiting room, for each region.
     *
     * @param perSecond maximum number of visitors admitted per second; infinite for no limit
     * @param maxInside maximum number of visitors inside; infinite for no limit
     * @param sessionNanos the time for which a visitor stays inside after the last request, in nanoseconds
     * @param timeoutNanos the mean time after which a waiting visitor leaves, in nanoseconds; empty for never
     */
    record AdmissionRules(double perSecond, double maxInside, long sessionNanos, Optional<Double> timeoutNanos) {}

    /**
     * Redelivery rules for a message that its consumer failed to process.
     *
     * @param visibilityNanos visibility timeout: the time until redelivery if the consumer reports nothing, in
     *     nanoseconds
     * @param atOnce whether a message is redelivered when the consumer reports a failure, and not after the visibility
     *     timeout
     * @param deliveries maximum number of deliveries of a message; {@code Integer.MAX_VALUE} for no limit
     * @param poisonShare share of poison messages, on which every consumer fails, 0 to 1
     * @param poisonSteps steps that a consumer executes for a poison message before it fails
     */
    record RedeliveryRules(
            long visibilityNanos, boolean atOnce, int deliveries, double poisonShare, List<Step> poisonSteps) {
        /** Copies the list. */
        public RedeliveryRules {
            poisonSteps = List.copyOf(poisonSteps);
        }
    }

    /**
     * Incoming calls of one kind at one component, before a run. The component forwards them along every route that a
     * run may take. The result is the set of keys that reach each component, so rates, shares and hit ratios are
     * ignored.
     */
    interface CallPropagation {
        /** Returns the called endpoint; empty for the component's own service. */
        String endpoint();

        /** Returns the steps behind the component. */
        List<Step> rest();

        /** Returns whether the component pulls the work itself, such as messages from a queue. */
        boolean taken();

        /** Executes steps of the component for each call, with the call's key. */
        void follow(List<Step> steps);

        /** Executes steps of the component for each call, with keys of this distribution in place of the call's key. */
        void follow(List<Step> steps, KeyPopularity keys);

        /** Forwards the calls unchanged to the own service of another component, with no steps behind it. */
        void pass(String component);

        /** Forwards the calls, with their endpoint and remaining steps, to a component that replaces this one. */
        void divert(String component);

        /** Executes the steps behind the component, or forwards the calls to its source if there are none. */
        default void behind(Optional<String> source) {
            if (rest().isEmpty()) {
                source.ifPresent(this::pass);
            } else {
                follow(rest());
            }
        }
    }

    /**
     * Creates the component.
     *
     * @param context runtime context of the component
     */
    Component build(ComponentContext context);

    /** Returns the cores of each of its hosts for colocated components; empty if it hosts none. */
    default OptionalInt coresForOthers() {
        return OptionalInt.empty();
    }

    /**
     * Returns whether, without configured regions, it runs in all regions of the scenario. Otherwise it runs in the
     * first one.
     */
    default boolean everywhere() {
        return false;
    }

    /**
     * Returns whether its hosts are outside the data centers of their regions, so that region and zone faults do not
     * affect them.
     */
    default boolean elsewhere() {
        return false;
    }

    /** Returns whether the content that it caches changes without write steps and release faults. */
    default boolean changing() {
        return false;
    }

    /** Returns the number of users in each region with sessions in this component; 0 if it keeps none. */
    default int sessionUsers() {
        return 0;
    }

    /**
     * Returns the maximum number of downstream calls that the component makes for one call by its own retries, at least
     * 1.
     */
    default int attempts() {
        return 1;
    }

    /**
     * Returns whether a fixed number of hosts repeats the whole work of each retried call, even if no caller waits for
     * the response. Such a component recognizes no repeated calls, keeps no responses and discards no expired calls.
     * False by default.
     */
    default boolean repeatsWork() {
        return false;
    }

    /** Returns the component from which it consumes work; empty if it only responds to calls. */
    default Optional<String> takesFrom() {
        return Optional.empty();
    }

    /** Returns the consumer group with which it shares that work; empty if it is a group of its own. */
    default Optional<String> sharesWith() {
        return Optional.empty();
    }

    /**
     * Returns the lists of steps that its hosts execute themselves, by their configuration path within the component.
     */
    default Map<String, List<Step>> stepLists() {
        return Collections.emptyMap();
    }

    /** Propagates incoming calls. By default, the steps behind the component are executed. */
    default void propagate(CallPropagation calls) {
        calls.follow(calls.rest());
    }

    /** Returns the steps that its hosts execute themselves, without the steps of incoming requests. */
    default List<Step> steps() {
        return stepLists().values().stream().flatMap(List::stream).toList();
    }

    /** Returns the slowdown of its hosts after each process start; empty for none. */
    default Optional<ColdStart> coldStart() {
        return Optional.empty();
    }

    /**
     * Pooled connections through which hosts call a component.
     *
     * @param each maximum number of connections of one host, more than 0
     * @param all maximum number of connections of all hosts together, more than 0
     * @param kept whether a visit holds its connection to its end, and not only until a call is answered
     */
    record Connections(int each, int all, boolean kept) {
        /** Returns the connections of each of n hosts that share them evenly, at least 1. */
        public int eachOf(int machines) {
            return Math.max(1, Math.min(each, all / Math.max(1, machines)));
        }
    }

    /** Returns the pooled connections through which hosts call it; empty for no limit. */
    default Optional<Connections> pooledConnections() {
        return Optional.empty();
    }

    /**
     * Returns the initial number of hosts in each location that hold persistent user connections; 0 if it holds none.
     */
    default int machinesOfConnections() {
        return 0;
    }

    /** Returns the number of hosts in each location that relay persistent user connections; 0 if it relays none. */
    default int machinesBeforeConnections() {
        return 0;
    }

    /** Returns whether a visit to one of its hosts can hold the pooled connection with which it executes a step. */
    default boolean keepsConnection(Step step) {
        return false;
    }

    /** Returns whether its hosts can pause without a fault, such as for garbage collection. */
    default boolean standsStill() {
        return false;
    }

    /** Returns whether its processes can terminate and restart without a fault, such as when they run out of memory. */
    default boolean dies() {
        return false;
    }

    /** Returns the model of the number of its hosts over time, at the start of a run; empty without autoscaling. */
    default Optional<ScalingModel> scalingModel() {
        return Optional.empty();
    }

    /** Returns the admission rules of its waiting room; empty if it has none. */
    default Optional<AdmissionRules> admission() {
        return Optional.empty();
    }

    /** Returns the redelivery rules for messages that consumers fail to process; empty if there are none. */
    default Optional<RedeliveryRules> redeliveryRules() {
        return Optional.empty();
    }

    /**
     * Returns the instants at which its distribution of calls over hosts changes because of the commanded shard
     * changes, in nanoseconds. They include instants during a change.
     *
     * @param name name of the component
     * @param orders shard changes that the fault timeline commands
     * @param keys the keys that reach the component
     * @throws ScenarioException if a shard change is impossible
     */
    default List<Long> turns(String name, List<ReshardCommand> orders, KeySpace keys) {
        return List.of();
    }

    /**
     * Declares which of its own metrics never change with these parameters.
     *
     * @param facts facts of the scenario besides the parameters
     * @param rules receives the metrics and reasons
     */
    default void declareConstantMetrics(ScenarioFacts facts, ConstantMetricRules rules) {}

    /** Returns whether callers reach other hosts of it if one is down, without a call to that one. */
    default boolean routesAround() {
        return false;
    }

    /** Returns whether it detects without a call that hosts behind it are down, and sends them none. */
    default boolean checksHealth() {
        return false;
    }

    /**
     * Returns whether a request should go to the host named by its user's cookie, because state of the user is there.
     */
    default boolean keepsUsers() {
        return false;
    }

    /** Returns whether its hosts keep state between calls that is lost when their process restarts. */
    default boolean hasState() {
        return true;
    }

    /**
     * Returns the analytical quorum model of its copies of a key; empty if responses do not depend on a quorum of
     * copies.
     *
     * @param model capacity model with the locations and the hosts that are up
     */
    default Optional<QuorumModel> quorum(CapacityModel model) {
        return Optional.empty();
    }

    /**
     * Declares resources and downstream calls of the component, before a run. By default, the component has no limits
     * and forwards all calls.
     *
     * @param model the capacity model, with the incoming calls
     */
    default void model(CapacityModel model) {
        model.demands().forEach(calls -> model.forwardSteps(calls, calls.rest()));
    }
}
