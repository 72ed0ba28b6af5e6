package dev.brownout.spi;

import dev.brownout.host.Cores;
import dev.brownout.host.FifoQueue;
import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.host.QueueWaitMetrics;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.CallCounts;
import dev.brownout.network.Network;
import dev.brownout.random.KeyedRandom;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runtime context of a component: its name, random streams, connections, and views of the run by theme. Passed to
 * {@link ComponentSpec#build}.
 */
public interface ComponentContext {
    /** Returns the component's name in the scenario. */
    String name();

    /**
     * Returns the number of the component among all components, in name order, from 1. It is the {@code detail} of
     * failures that originate in this component.
     */
    int number();

    /** Returns the effects of the fault timeline on the component. */
    FaultSchedule faults();

    /** Returns the workload that the scenario describes for the component. */
    WorkloadProfile workload();

    /** Returns the locations of the component, and the times between locations. */
    RunTopology topology();

    /** Returns the objects and checks of the setup of the run. */
    RunSetup setup();

    /** Returns the registry of the component's accounts that the audit of the run checks. */
    AuditRegistry audit();

    /** Returns the simulation clock and event queue. */
    Simulation simulation();

    /** Returns the time grid of the instruments. */
    TimeGrid grid();

    /** Returns the instruments of the component. */
    InstrumentProvider metrics();

    /** Returns the timeline of the run. */
    EventTimeline timeline();

    /** Returns the hosts of the component, with their cores. */
    HostProvider hosts();

    /** Returns the links between hosts. */
    Network network();

    /** Returns the counts of deliveries without a call. */
    DeliveryCounts deliveries();

    /**
     * Returns random numbers keyed by call identity for one parameter, the same for all nodes. They are a pure function
     * of seed, name and identity.
     */
    KeyedRandom random(String parameter);

    /** Returns a sequential random stream for purposes without a request, such as the phase of a health check. */
    KeyedRandom stream(String purpose);

    /**
     * Returns the client for the calls of a host: edges to hosts of this component, or calls to other components.
     *
     * @param caller origin of the calls
     * @param route options of the calls; the timeout of a call to another component is the default between tiers
     */
    HostClient client(Host caller, CallTarget route);

    /**
     * Returns the service of a host for a route, independent of the caller. Created once for all callers.
     *
     * @param callee one of the component's own hosts
     * @param service creates it from the route {@linkplain CallTarget#ofAnyCaller without the caller's settings}
     */
    Service service(Host callee, CallTarget route, Function<CallTarget, Service> service);

    /**
     * Returns the version registry of the run: the writes that stores have acknowledged, and the staleness of
     * responses.
     */
    VersionRegistry versions();

    /** Returns the component of a name. Only to be used after all components are built. */
    Component component(String name);

    /** The locations of a component, and the times between the locations of the scenario. */
    interface RunTopology {
        /** Returns the locations of the component: one per region, in name order; a single one without regions. */
        List<Location> sites();

        /** Returns the names of all regions of the scenario, in name order; empty if it has none. */
        List<String> regions();

        /** Returns the mean round-trip time between two regions, in nanoseconds. */
        double roundTripNanos(String from, String to);

        /** Returns the default timeout of a call between tiers. */
        Duration betweenTiers();
    }

    /** The setup of a run: objects that hosts and components share, and checks of parameters. */
    interface RunSetup {
        /**
         * Returns an object shared by all hosts of this component, created on first use.
         *
         * @param type type of the object, which identifies it
         * @param factory creates the object
         */
        <T> T sharedInstance(Class<?> type, Supplier<T> factory);

        /**
         * Returns an object shared by components of the scenario, created on first use.
         *
         * @param type type of the object, which identifies it
         * @param factory creates the object
         */
        <T> T scenarioInstance(Class<T> type, Supplier<T> factory);

        /**
         * Registers a check of the parameters of this component against its callers. Called once, before the run, after
         * all callers are connected.
         *
         * @param check throws a {@link ScenarioException} if a parameter is not possible with these callers
         */
        void checkCallers(Runnable check);

        /**
         * Registers a declaration of the settings of this component that have an effect under a condition only. Only
         * {@link dev.brownout.runtime.Run#check} calls it, after all callers are connected.
         */
        void declareEffects(Consumer<SettingEffects> declaration);
    }

    /** The instruments of a component: records of instruments, one per record component, named by it. */
    interface InstrumentProvider {
        /** Returns instruments of the whole component. Repeated calls return the same instruments. */
        <R extends Record> R instruments(Class<R> type);

        /** Returns instruments of one host. Additive metrics appear for the whole component as well. */
        <R extends Record> R instruments(Class<R> type, Host host);

        /**
         * Returns instruments of a part of the component that is no host, such as a class of queries. Its metrics are
         * addressed like those of a host. Additive metrics appear for the whole component as well.
         */
        <R extends Record> R instruments(Class<R> type, String part);

        /**
         * Returns instruments of one host that cost time or memory; empty if neither the scenario nor the caller of the
         * run names one of their metrics.
         */
        <R extends Record> Optional<R> requestedInstruments(Class<R> type, Host host);

        /** Returns whether the scenario, or the caller of the run, names a metric of this name, of any owner. */
        boolean isNamed(String metric);
    }

    /** The timeline of a run, with events and roles of nodes. */
    interface EventTimeline {
        /** Records an event: a kebab-case kind and a readable sentence without the time. */
        default void note(String event, String node, Sentence text) {
            note(event, node, text, TimelineEvent.facts());
        }

        /**
         * Records an event with machine-readable data: texts and numbers by snake_case names that end in their unit, if
         * any, such as {@code copy_ns}.
         */
        void note(String event, String node, Sentence text, Map<String, Object> data);

        /** Records that a node has a role from now on. */
        void role(String node, String role);
    }

    /** The hosts of a component, with their cores. */
    interface HostProvider {
        /**
         * Adds a host to the component.
         *
         * @param node name within the component: {@code 1}, {@code replica-2}
         * @param site location of the host
         */
        Host addHost(String node, Location site);

        /**
         * Returns cores for a host of the component. A process on a shared host gets its part of the cores of that
         * host.
         *
         * @param cores number of cores, at least 1
         * @param queueCapacity queue capacity; {@code Integer.MAX_VALUE} for no limit
         * @param busy counts cores in use
         * @param queue queue of waiting work
         */
        Cores cores(Host host, int cores, int queueCapacity, Occupancy busy, FifoQueue queue);

        /** Returns cores for a host with a FIFO queue, and measures the queue length. */
        Cores cores(Host host, int cores, int queueCapacity, Occupancy busy, TimeWeighted queue);

        /**
         * Records the waiting times in the queue of a host as its {@link QueueWaitMetrics}, if the scenario names them.
         */
        void recordWaits(Host host, FifoQueue queue);

        /**
         * Bills a host with another number of cores from now on. Only valid if {@link FaultSchedule#resizesHosts}.
         *
         * @param cores the new number of cores, at least 1
         */
        void billCores(Host host, int cores);
    }

    /** Counts of deliveries that no call of the receiver causes. */
    interface DeliveryCounts {
        /**
         * Records that the payload of a request is sent to a user over a persistent connection. It is billed like a
         * response.
         */
        void toUser(Request request);

        /**
         * Returns counters for deliveries to a consumer that makes no calls for them, such as the messages of a log.
         * Results contain them as an edge from this component to the consumer.
         *
         * @param consumer the receiving component
         */
        CallCounts callCountsTo(String consumer);
    }
}
