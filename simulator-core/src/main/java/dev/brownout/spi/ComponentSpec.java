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
 * The parameters of a component: a record annotated with {@link Kind} and {@link Doc}, its limits checked when it is
 * made.
 */
public interface ComponentSpec {
    /** The parameters of a component that is written, or by way of which others are: a store, or a CDN. */
    interface Writable extends ComponentSpec {}

    /** The number of machines of an autoscaled tier over time, as the analytical model predicts it for one place. */
    interface ScalingModel {
        /**
         * The load in one interval, of one place.
         *
         * @param busyCores cores that the arriving work keeps busy on average
         * @param callsPerSecond calls that arrive
         * @param cores of each machine
         * @param waitingMost the most work that can wait at one machine, in seconds of one core; may be infinite
         */
        record Load(double busyCores, double callsPerSecond, int cores, double waitingMost) {}

        /** Returns whether the number of machines follows from the offered load alone, so that the model knows it. */
        boolean known();

        /** Machines in service. */
        int machines();

        /**
         * Lets time pass under a load until the number of machines in service changes.
         *
         * @param untilNanos the latest instant of the run
         * @return the instant reached, in nanoseconds
         */
        long advance(long untilNanos, Load load);

        /** Returns an independent model in the same state. */
        ScalingModel copy();
    }

    /**
     * The rules by which a component makes visitors wait in line before it lets them in, in each region.
     *
     * @param perSecond the most visitors let in a second; infinite for any number
     * @param inside the most visitors inside at a time; infinite for any number
     * @param sessionNanos the time for which a visitor stays inside after the last request, in nanoseconds
     * @param patienceNanos the mean time after which a waiting visitor leaves, in nanoseconds; empty for never
     */
    record AdmissionRules(double perSecond, double inside, long sessionNanos, Optional<Double> patienceNanos) {}

    /**
     * The rules by which a message that its consumer could not work on is delivered again.
     *
     * @param visibilityNanos the time from one delivery to the next where the consumer says nothing, in nanoseconds
     * @param atOnce whether a message comes back when the consumer reports its failure, and not after the visibility
     * @param deliveries the most deliveries of a message; {@code Integer.MAX_VALUE} for any number
     * @param poisonShare the share of messages on which every consumer fails, 0 to 1
     * @param poisonSteps the steps that a consumer takes with such a message before it fails
     */
    record RedeliveryRules(
            long visibilityNanos, boolean atOnce, int deliveries, double poisonShare, List<Step> poisonSteps) {
        /** Takes the list as it is now. */
        public RedeliveryRules {
            poisonSteps = List.copyOf(poisonSteps);
        }
    }

    /**
     * Calls of one kind at one component, before a run: the component passes them on in every way that a run may take.
     * It serves to find the keys that reach each component, so rates, shares and hit ratios play no part.
     */
    interface CallPropagation {
        /** The endpoint that is called; empty for the component's own service. */
        String endpoint();

        /** The steps behind the component. */
        List<Step> rest();

        /** Returns whether the component takes the calls itself, such as messages from a queue. */
        boolean taken();

        /** Takes steps of the component for each call, with the call's key. */
        void follow(List<Step> steps);

        /** Takes steps of the component for each call, with keys of this popularity in place of the call's key. */
        void follow(List<Step> steps, KeyPopularity keys);

        /** Passes the calls on as they are to the component's own service of another one, with nothing behind it. */
        void pass(String component);

        /** Sends the calls with their endpoint and what is behind them to a component that takes this one's place. */
        void divert(String component);

        /** Takes the steps behind the component, or passes the calls on to its source where there are none. */
        default void behind(Optional<String> source) {
            if (rest().isEmpty()) {
                source.ifPresent(this::pass);
            } else {
                follow(rest());
            }
        }
    }

    /**
     * Makes the behaviour.
     *
     * @param context where the component stands and what it may use
     */
    Component build(ComponentContext context);

    /** Cores of each of its machines for the components that stand on them; empty where none can. */
    default OptionalInt coresForOthers() {
        return OptionalInt.empty();
    }

    /** Whether it stands in all regions of the scenario where it does not say in which; else in the first of them. */
    default boolean everywhere() {
        return false;
    }

    /** Whether its machines stand apart from the data centres of their regions, so that these go down without them. */
    default boolean elsewhere() {
        return false;
    }

    /** Whether that of which it keeps copies changes though no step writes it and no fault releases it. */
    default boolean changing() {
        return false;
    }

    /** Of how many users in each region it keeps the sessions; 0 where it keeps none. */
    default int sessionUsers() {
        return 0;
    }

    /** The most calls to whatever stands behind it that the component makes of one by itself, at least 1. */
    default int attempts() {
        return 1;
    }

    /**
     * Whether its machines, as many as there are, do the work of each call that comes once more all over again, even if
     * nobody waits for the answer: they recognize none, keep no answer, and throw nothing away that has become old. One
     * of which nobody knows does not.
     */
    default boolean repeatsWork() {
        return false;
    }

    /** The component from which it takes work by itself; empty where it only does what it is called for. */
    default Optional<String> takesFrom() {
        return Optional.empty();
    }

    /** The group with which it shares that work; empty where it is a group of its own. */
    default Optional<String> sharesWith() {
        return Optional.empty();
    }

    /** The lists of the steps that its machines take of themselves, by where they stand in the component. */
    default Map<String, List<Step>> stepLists() {
        return Collections.emptyMap();
    }

    /** Passes calls on that come to it. One that says nothing takes the steps behind it. */
    default void propagate(CallPropagation calls) {
        calls.follow(calls.rest());
    }

    /** The steps that its machines take of themselves, besides those of requests that come to them. */
    default List<Step> steps() {
        return stepLists().values().stream().flatMap(List::stream).toList();
    }

    /** How its machines are slower at first, each time that their processes start; empty where they are not. */
    default Optional<ColdStart> coldStart() {
        return Optional.empty();
    }

    /**
     * Connections through which machines call a component.
     *
     * @param each of one machine, more than 0
     * @param all of all machines together, more than 0
     * @param kept whether a visit keeps one to its end, and not only until a call is answered
     */
    record Connections(int each, int all, boolean kept) {
        /** What each of so many machines has, where they share evenly what there is. */
        public int eachOf(int machines) {
            return Math.max(1, Math.min(each, all / Math.max(1, machines)));
        }
    }

    /** The connections through which machines call it; empty for any number. */
    default Optional<Connections> pooledConnections() {
        return Optional.empty();
    }

    /** How many machines in each place hold connections that users keep, at first; 0 where none does. */
    default int machinesOfConnections() {
        return 0;
    }

    /** How many machines in each place connections of users go through on their way; 0 where they end with none. */
    default int machinesBeforeConnections() {
        return 0;
    }

    /** Whether a visit to one of its machines can keep the connection with which it takes a step. */
    default boolean keepsConnection(Step step) {
        return false;
    }

    /** Whether its machines stand still at times though no fault makes them. */
    default boolean standsStill() {
        return false;
    }

    /** Whether its processes end at times though no fault ends them, and begin anew. */
    default boolean dies() {
        return false;
    }

    /** The number of its machines over time, at the start of a run; empty where no machines come by themselves. */
    default Optional<ScalingModel> scalingModel() {
        return Optional.empty();
    }

    /** The rules by which visitors wait in line before it; empty where none do. */
    default Optional<AdmissionRules> admission() {
        return Optional.empty();
    }

    /** The rules by which messages on which a consumer fails come again; empty where none do. */
    default Optional<RedeliveryRules> redeliveryRules() {
        return Optional.empty();
    }

    /**
     * When its calls are spread over its machines in another way, because the fault timeline orders its shards to
     * change: instants in nanoseconds, also while it changes.
     *
     * @param name of the component
     * @param orders what the timeline orders
     * @param keys the keys that reach the component
     * @throws ScenarioException where an order cannot be done
     */
    default List<Long> turns(String name, List<ReshardCommand> orders, KeySpace keys) {
        return List.of();
    }

    /**
     * Tells which of its own measures never move as it is written here.
     *
     * @param around what decides it besides its parameters
     */
    default void declareConstantMetrics(ScenarioFacts around, ConstantMetricRules still) {}

    /** Whether callers come to other machines of it where one is down, without asking that one. */
    default boolean routesAround() {
        return false;
    }

    /** Whether it finds out without a call that machines behind it are down, and sends them none. */
    default boolean checksHealth() {
        return false;
    }

    /** Whether a request should come to the machine that its user's cookie names, as something of his is there. */
    default boolean keepsUsers() {
        return false;
    }

    /** Whether its machines keep something between calls, so that one whose process starts anew is not what it was. */
    default boolean hasState() {
        return true;
    }

    /**
     * How many of its copies of a key answer, as the arithmetic before a run sees them; empty where it is not the first
     * of several that decide.
     *
     * @param model where it stands, and what is up
     */
    default Optional<QuorumModel> quorum(CapacityModel model) {
        return Optional.empty();
    }

    /**
     * Works out what the component will have to do, before a run. One that says nothing has no limits of its own and
     * passes all calls on.
     *
     * @param model the calls that come in, and the page for the answer
     */
    default void model(CapacityModel model) {
        model.demands().forEach(calls -> model.forwardSteps(calls, calls.rest()));
    }
}
