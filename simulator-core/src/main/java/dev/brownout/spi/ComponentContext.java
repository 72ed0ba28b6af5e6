package dev.brownout.spi;

import dev.brownout.host.Cores;
import dev.brownout.host.FifoCores;
import dev.brownout.host.FifoQueue;
import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.OverdueWaits;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.CallCounts;
import dev.brownout.network.Edge;
import dev.brownout.network.Network;
import dev.brownout.network.TierEdges;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySampler;
import dev.brownout.random.KeySpace;
import dev.brownout.random.KeyedRandom;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.service.LossLog;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Where a component stands and what it may use; given to a spec when it builds its behaviour. */
public interface ComponentContext {
    /** The component's name in the scenario. */
    String name();

    /** Its number among all components, in name order, from 1: the {@code detail} of failures that arise here. */
    int number();

    /** Clock and event list. */
    Simulation simulation();

    /** The cells of time into which instruments count. */
    TimeGrid grid();

    /** The links between machines. */
    Network network();

    /** The object of a request comes to a user over a connection that he keeps: billed as an answer is. */
    void toUser(Request request);

    /** The places where the component stands: one per region, in name order; a single one without regions. */
    List<Location> sites();

    /** All regions of the scenario by name, in name order; empty where it has none. */
    List<String> regions();

    /** The classes of requests by name: the place of each is the number of its {@link Request#source}. */
    default List<String> requests() {
        return List.of();
    }

    /**
     * The number of a class of requests, by its {@link Request#source}, among those that calls connect with it; what is
     * drawn by it does not depend on classes that have no component in common with it.
     */
    default IntUnaryOperator classNumbers() {
        return source -> source;
    }

    /** Share of the users who live in a region, 0 to 1. */
    double userShare(String region);

    /**
     * Draws keyed by call identity for one parameter, the same for all nodes: a pure function of seed, name and
     * identity.
     */
    KeyedRandom random(String parameter);

    /** A sequential stream for what no request asks for, such as the phase of a check. */
    KeyedRandom stream(String purpose);

    /** The keys that the scenario calls by name: equal names are equal keys everywhere. */
    KeyNames keyNames();

    /** Returns whether calls to another component, or to this one itself, lead to this one. */
    boolean calledBehind(String other);

    /** The keys that reach the component. */
    default KeySpace keySpace() {
        return KeySpace.EMPTY;
    }

    /** Draws the keys of a step that has keys of its own; empty for one that has none. */
    default Optional<KeySampler> keys(Step step) {
        return step.options().key().map(keys -> keys.sampler(keyNames()));
    }

    /**
     * Adds a machine to the component.
     *
     * @param node its name within the component: {@code 1}, {@code replica-2}
     * @param site where it stands
     */
    Host host(String node, Location site);

    /**
     * Cores for a machine of the component, or what it has of those of the machine on which it is a process.
     *
     * @param cores how many, at least 1
     * @param places how much work may wait; {@code Integer.MAX_VALUE} for any
     * @param busy counts cores in use
     * @param line where work waits
     */
    default Cores cores(Host host, int cores, int places, Occupancy busy, FifoQueue line) {
        return new FifoCores(simulation(), host, cores, places, busy, line);
    }

    /** The same with a line in order of arrival, which counts who waits. */
    default Cores cores(Host host, int cores, int places, Occupancy busy, TimeWeighted queue) {
        return cores(host, cores, places, busy, new FifoQueue(simulation(), host, queue));
    }

    /** By how much the fault timeline can put the clocks of machines wrong at most, in nanoseconds. */
    default long clockErrorNanos() {
        return 0;
    }

    /** Whether the fault timeline aims at the component by its name. */
    default boolean isFaultTarget() {
        return false;
    }

    /** The most machines in each place that the fault timeline asks of the component at any time; 0 for none. */
    default int maxScheduledNodes() {
        return 0;
    }

    /** Whether the fault timeline takes machines of the component out of service one by one. */
    default boolean hasDrainFaults() {
        return false;
    }

    /** Whether the fault timeline gives machines of the component another size. */
    default boolean resized() {
        return false;
    }

    /** Has a machine paid for as one of another size from now on; only where {@link #resized()}. */
    default void resized(Host host, int cores) {}

    /**
     * How many machines in each place the fault timeline has come beside those that there are, before they go.
     *
     * @param nodes machines in each place at the start
     */
    default int maxSpareNodes(int nodes) {
        return 0;
    }

    /** What the fault timeline orders of the component's shards, in the order of time. */
    default List<ReshardCommand> shardOrders() {
        return List.of();
    }

    /**
     * Instruments of the whole component: a record of instruments, one per component of the record, named by it; the
     * same ones whenever the same record is asked for.
     */
    <R extends Record> R measures(Class<R> type);

    /** Instruments of one machine; those that can be added up appear for the whole component as well. */
    <R extends Record> R measures(Class<R> type, Host host);

    /**
     * Instruments of a part of the component that is no machine, such as a class of queries: a metric of it is asked
     * for as one of a machine, and those that can be added up appear for the whole component as well.
     */
    default <R extends Record> R measures(Class<R> type, String part) {
        return measures(type);
    }

    /**
     * Counts what this component gives a consumer that makes no calls for it, such as the messages of a log: results
     * have it as an edge from this one to that.
     *
     * @param consumer the component that is given something
     */
    CallCounts callCountsTo(String consumer);

    /**
     * The way from a machine to what another does on a route, with the route's patience, the component's limits at the
     * door, and a place in the run's audit: made once for all callers in one place. All calls between machines go over
     * such ways. Of several things that a machine does, the endpoint of the route says which.
     *
     * @param callee one of the component's own machines
     * @param service what it does for these calls; asked for when the way is made
     */
    Edge edge(Host caller, Host callee, CallTarget route, Supplier<Service> service);

    /**
     * One {@link #edge} to each of the machines that a caller means, in their order: made once for all callers in one
     * place.
     *
     * @param all machines of the component, of which {@link #near} says whom the caller means
     * @param service what each does for these calls; asked for when the way to it is made
     */
    TierEdges edges(Host caller, CallTarget route, List<Host> all, Function<Host, Service> service);

    /**
     * What a machine does on a route, whoever calls and from wherever: made once for all callers.
     *
     * @param callee one of the component's own machines
     * @param service makes it of the route {@linkplain CallTarget#ofAnyCaller as any caller's}
     */
    Service service(Host callee, CallTarget route, Function<CallTarget, Service> service);

    /**
     * The machines that a caller means: those in the route's region if it names one, else those in the caller's own
     * region, else those in the nearest region that has some.
     *
     * @param all machines of one component
     */
    List<Host> near(Host caller, CallTarget route, List<Host> all);

    /** Round trip between two regions in nanoseconds, on average. */
    double roundTripNanos(String one, String other);

    /**
     * Connects a machine to what one step calls, with nothing behind it. Which requests take the step, the machine
     * decides itself.
     *
     * @param route the route of the caller, whose patience for calls between tiers holds
     */
    default Service connect(Host caller, Step step, CallTarget route) {
        return connect(caller, List.of(step), route);
    }

    /** The same for a machine that does not leave it to the component how it is called. */
    default Service connect(Host caller, Step step, CallTarget route, Client client) {
        return connect(caller, List.of(step), route, client);
    }

    /**
     * Connects a machine to what a list of steps begins with; the rest of the list lies behind it. Refuses with a
     * {@link ScenarioException} what would be ignored: a first step that not all requests take, and others after a
     * first one that does not pass on.
     *
     * @param caller where the calls come from
     * @param steps at least one
     * @param route the route of the caller, whose patience for calls between tiers holds
     */
    Service connect(Host caller, List<Step> steps, CallTarget route);

    /**
     * The same for a machine that does not leave it to the component how it is called, such as one that chooses among
     * the machines of a tier itself. Patience and policies are those of any other call to the component.
     */
    Service connect(Host caller, List<Step> steps, CallTarget route, Client client);

    /** How a machine calls a component. */
    @FunctionalInterface
    interface Client {
        /**
         * The calling side, as in {@link Component#connect}.
         *
         * @param route with the patience of the call
         */
        Service connect(Component callee, Host caller, CallTarget route);
    }

    /** Calls under way on a machine that have passed its door. */
    default long admittedCalls(Host host) {
        return host.present().calls();
    }

    /** Whether messages that the component works on, or others because of them, can come back to it. */
    default boolean isInMessageCycle() {
        return false;
    }

    /** How long a call between tiers waits that says nothing itself. */
    default Duration betweenTiers() {
        return CallTarget.BETWEEN_TIERS;
    }

    /** The versions of the run: what stores have acknowledged, and whether an answer misses some of it. */
    default VersionRegistry versions() {
        return new VersionRegistry();
    }

    /** Where the component keeps the acknowledged writes and messages that it has lost. */
    default LossLog losses() {
        return new LossLog();
    }

    /**
     * A thing that the machines of the component have in common: made when one of them first asks for it.
     *
     * @param what it is
     * @param made makes it
     */
    default <T> T sharedInstance(Class<?> what, Supplier<T> made) {
        return made.get();
    }

    /** Connects a machine to a named component. */
    Service connect(Host caller, String component, CallTarget route);

    /** The component of that name, built before or later; only to be used after all are built. */
    Component component(String name);

    /**
     * Notes that something happened, for the timeline: a kebab-case kind and a sentence for people without the time.
     */
    default void note(String what, String node, String text) {
        note(what, node, text, TimelineEvent.facts());
    }

    /**
     * The same with what the sentence says, for programs: texts and numbers by snake_case names that end in their unit
     * where they have one, such as {@code copy_ns}.
     */
    void note(String what, String node, String text, Map<String, Object> data);

    /** Notes that a node has a role from now on. */
    void role(String node, String role);

    /**
     * Lets the audit check, at the end of the run, that two counts are equal that the component keeps in different
     * places: what it thinks is inside and what its door says, look-ups and hits plus misses.
     *
     * @param what the identity in words
     */
    void identity(String what, LongSupplier left, LongSupplier right);

    /**
     * Tells of something that the component keeps and of which there may be ever more, so that a run ends with a reason
     * before its memory does.
     *
     * @param what it is, in the plural: {@code messages}
     * @param bytesEach about what one takes
     * @param count how many there are now; asked for from time to time
     */
    default void reportMemoryUse(String what, int bytesEach, LongSupplier count) {}

    /** Lets the run count, when it ends, which waits that the component measures are overdue. */
    void overdue(OverdueWaits waits);

    /** The ledgers of writes that this component keeps, if it is a store. */
    void ledger(Ledger ledger);

    /** What a store knows of its writes when the run is over. */
    interface Ledger {
        /** The counts, named as in the result. */
        DataResult settle();
    }
}
