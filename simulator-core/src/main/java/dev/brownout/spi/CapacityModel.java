package dev.brownout.spi;

import dev.brownout.host.ClockError;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySpace;
import dev.brownout.spi.context.ReshardCommand;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Analytical model of one component at one stage of a run, evaluated before the run. It provides the incoming calls;
 * the component declares its resources and its calls to other components.
 */
public interface CapacityModel {
    /** Returns the component's name. */
    default String name() {
        return "";
    }

    /** Returns the incoming calls, by kind. */
    List<OfferedDemand> demands();

    /** Returns the regions of the component, in name order; a single empty name if the scenario has no regions. */
    List<String> places();

    /** Returns whether requests to a component should go to the host named by their users' cookies. */
    default boolean keepsUsers(String component) {
        return false;
    }

    /** Returns the keys that the scenario refers to by name. */
    KeyNames keyNames();

    /** Returns the keys that reach the component in the run, at any stage. */
    default KeySpace keySpace() {
        return KeySpace.EMPTY;
    }

    /** Returns the shard changes that the fault timeline commands in the whole run, by time. */
    default List<ReshardCommand> shardOrders() {
        return List.of();
    }

    /**
     * Returns the clock error of a host over time, as far as the fault timeline sets it.
     *
     * @param node name of the host
     * @param location its region, one of {@link #places}
     * @return the clock errors, each valid from its instant on; empty for a clock that is always right
     */
    default NavigableMap<Long, ClockError> clockErrors(String node, String location) {
        return Collections.emptyNavigableMap();
    }

    /** Returns the start of this stage of the run, in nanoseconds. */
    default long fromNanos() {
        return 0;
    }

    /** Returns the end of this stage, in nanoseconds. */
    default long toNanos() {
        return Long.MAX_VALUE;
    }

    /** Returns the end of the run, in nanoseconds. */
    default long endNanos() {
        return Long.MAX_VALUE;
    }

    /**
     * Returns whether a host is up at this stage, as far as the fault timeline sets it.
     *
     * @param node name of the host
     * @param location its region, one of {@link #places}
     */
    boolean up(String node, String location);

    /**
     * Returns the number of hosts of a tier in each location at this stage, as far as the fault timeline sets it.
     *
     * @param nodes initial number of hosts in each location
     */
    default int wanted(int nodes) {
        return nodes;
    }

    /**
     * Returns the cores of each host of a tier at this stage, as far as the fault timeline sets them.
     *
     * @param cores initial number of cores of each host
     */
    default int cores(int cores) {
        return cores;
    }

    /**
     * Returns the maximum number of hosts of a tier in each location at any stage, as far as the fault timeline sets
     * it.
     *
     * @param nodes initial number of hosts in each location
     */
    default int most(int nodes) {
        return nodes;
    }

    /**
     * Returns the names of the hosts of a tier that are up, location by location. Hosts are numbered from 1.
     *
     * @param nodes initial number of hosts in each location
     */
    default List<String> availableHosts(int nodes) {
        return availableHosts(nodes, wanted(nodes), most(nodes));
    }

    /**
     * Returns the names of the hosts of an autoscaled tier that are up, location by location. Hosts added later are
     * numbered after all initial hosts.
     *
     * @param nodes initial number of hosts in each location
     * @param now number of hosts in each location at this stage
     * @param maxNodes maximum number of hosts in each location at any stage
     */
    default List<String> availableHosts(int nodes, int now, int maxNodes) {
        List<String> standing = new ArrayList<>();
        for (int index = 0; index < places().size(); index++) {
            standing.addAll(availableHosts(index, nodes, now, maxNodes));
        }
        return standing;
    }

    /** Returns the names of the hosts that are up in one location, given by its index. */
    default List<String> availableHosts(int index, int nodes, int now, int maxNodes) {
        List<String> standing = new ArrayList<>(numbered(index, nodes, now, maxNodes));
        standing.removeIf(name -> !up(name, places().get(index)));
        return standing;
    }

    /** Returns the names of all hosts in one location, up or down. */
    default List<String> numbered(int index, int nodes, int now, int maxNodes) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < now; i++) {
            int before = i < nodes ? index * nodes : (places().size() - 1) * nodes + index * (maxNodes - nodes);
            all.add(Integer.toString(before + i + 1));
        }
        return all;
    }

    /**
     * Returns the number of hosts in service in each location, for a tier with a {@link ComponentSpec#scalingModel};
     * empty if the model has no history of the run.
     */
    default OptionalInt scaledMachines() {
        return OptionalInt.empty();
    }

    /**
     * Returns the visitors per second that arrive at the waiting room; empty if the model has no history of the run.
     */
    default OptionalDouble arrivingVisitors() {
        return OptionalDouble.empty();
    }

    /**
     * Returns the calls per second of one kind that the waiting room admits.
     *
     * @param calls one of {@link #demands}
     * @return calls per second; empty if the model has no history of the waiting room
     */
    default OptionalDouble admittedPerSecond(OfferedDemand calls) {
        return OptionalDouble.empty();
    }

    /**
     * Returns the messages that a consumer receives for published ones, including redeliveries and poison messages.
     * Poison messages replace a share of the published ones.
     *
     * @param consumer the consumer
     * @param messages published messages of one kind
     */
    default List<OfferedDemand> failing(String consumer, OfferedDemand messages) {
        return List.of(messages);
    }

    /** Returns the share of the calls to a component that fail, as far as the model knows it, 0 to 1. */
    default double failureShare(String component) {
        return 0;
    }

    /**
     * Withholds the estimates of the component's hosts.
     *
     * @param reason the reason, as in "machines follow the depth of the queue"
     * @param headroom factor by which their capacity may exceed the modelled capacity; overloads beyond that are
     *     reported nevertheless
     */
    default void withhold(String reason, double headroom) {}

    /**
     * Declares that the component calls others only after its own work for a call. An overloaded component then makes
     * only as many calls as it serves.
     *
     * @param before components that are called before that work
     */
    default void callsAfterWork(List<String> before) {}

    /**
     * Declares that the component responds to writes before it forwards them, so that its callers do not wait for them.
     */
    default void writesAreLate() {}

    /** Adds slots that calls occupy while they wait for other components. */
    void slots(WorkerPoolModel slots);

    /** Adds a station: hosts of the component that share calls evenly. */
    void station(StationModel station);

    /** Adds a narrower queue inside the hosts, in which some of their calls wait while the hosts work on others. */
    void within(StationModel station);

    /**
     * Adds parts of hosts, such as disks, that work for the hosts' calls. A part is down or slow with its host, and by
     * faults of its own.
     *
     * @param name name of the part behind the name of its host: {@code disk}
     * @param machines hosts that have such a part and share the calls evenly
     * @param parts creates the model of the parts of a group of hosts
     */
    void parts(String name, List<String> machines, Parts parts);

    /** Creates the station model of parts of hosts. */
    @FunctionalInterface
    interface Parts {
        /**
         * Returns the station model of the parts of a group of hosts.
         *
         * @param machines names of the hosts, at least one
         * @param share share of all calls, 0 to 1
         * @param slower factor by which their work takes longer than on an idle host without faults
         */
        StationModel of(List<String> machines, double share, double slower);
    }

    /** Adds a store of the component, such as that of a cache. */
    void store(WorkingSetModel store);

    /** Declares that forwarded work is queued until a consumer takes it. */
    void line(ConsumerBacklogModel backlogModel);

    /** Adds a replication log that hosts of the component follow. */
    void log(ReplicaLagModel log);

    /** Returns whether the calls come directly from users, and not from a component. */
    default boolean fromUsers(OfferedDemand calls) {
        return false;
    }

    /** Returns the share of all users nearest to a location of the component, 0 to 1. */
    double usersNear(String location);

    /** Returns the mean round-trip time between two regions, in nanoseconds. */
    double roundTripNanos(String from, String to);

    /** Declares that storage of the component's hosts fills over time. */
    void fill(StorageGrowthModel fill);

    /** Declares a key migration of the component at any time of the run, independent of this stage. */
    default void move(ReshardingModel move) {}

    /** Declares that hosts of the component scale to zero when idle. */
    default void rests(Rest rests) {}

    /**
     * Estimates of hosts that each stop when idle and receive calls at random times.
     *
     * @param callsPerSecond calls per second of one host
     * @param coldShare share of these calls that start their host, 0 to 1
     * @param heldShare share of these calls that wait for a start, including those that arrive during the start, 0 to 1
     * @param waitNanos mean time for which these calls wait for the start; {@code NaN} if none waits
     * @param paidShare share of the time for which a host is billed, 0 to 1
     * @param exact whether the values are exact; otherwise calls that take longer than their own work lead to fewer
     *     stops
     */
    record Rest(
            double callsPerSecond,
            double coldShare,
            double heldShare,
            double waitNanos,
            double paidShare,
            boolean exact) {}

    /**
     * Memory of one host, and its use.
     *
     * @param bytes size of the memory
     * @param atFirst bytes of sessions at the start of the run
     * @param bytesPerSecond growth by sessions, which users create on one host after another
     * @param lastingNanos expiry time of an unused session; 0 for no expiry
     * @param atRest bytes of sessions in equilibrium, once the run is older than the expiry time; {@code NaN} without
     *     expiry
     * @param others maximum bytes of all other content
     */
    record Memory(
            double bytes, double atFirst, double bytesPerSecond, long lastingNanos, double atRest, double others) {
        /**
         * Returns the time from the start until sessions alone fill the memory at constant load, in nanoseconds;
         * {@code NaN} for never.
         */
        public double fullNanos() {
            double nanos = atFirst > bytes ? 0 : (bytes - atFirst) / bytesPerSecond * 1e9;
            return nanos == 0 || bytesPerSecond > 0 && (lastingNanos == 0 || nanos < lastingNanos) ? nanos : Double.NaN;
        }
    }

    /** Declares the memory use of the component's hosts. */
    default void memory(Memory memory) {}

    /**
     * Estimates of keys that expire unless they are rewritten, once the run is older than their time to live.
     *
     * @param ttlNanos time to live of an entry
     * @param keys number of keys that are rewritten, without keys that are new with each write
     * @param alive mean number of live keys, including keys that are new with each write
     * @param missedShare share of the reads that find no entry, 0 to 1; {@code NaN} if there are no reads or the model
     *     does not know it
     * @param everyNanos time between two writes of a key; {@code NaN} if it is random
     */
    record Expiry(long ttlNanos, double keys, double alive, double missedShare, double everyNanos) {}

    /** Declares the number of live keys of the component. */
    default void expiry(Expiry expiry) {}

    /**
     * Forwards calls along a list of steps.
     *
     * @param from the incoming calls for which the steps are executed
     * @return the work of the steps on the component itself
     */
    List<StationModel.Work> forwardSteps(OfferedDemand from, List<Step> steps);

    /** Forwards calls to a component, with this component as the caller. */
    void callComponent(String component, OfferedDemand calls);

    /**
     * Returns the incoming calls per second of users without a previous call; of a journey only the first call counts.
     */
    default double newcomersPerSecond() {
        return demands().stream().mapToDouble(OfferedDemand::perSecond).sum();
    }

    /** Returns the components that consume work from this one, in name order. */
    List<String> consumers();

    /**
     * Returns the consumers by the name of their consumer group. A consumer without a configured group is a group of
     * its own.
     */
    default Map<String, List<String>> groups() {
        return new TreeMap<>();
    }

    /** Forwards calls as {@link #callComponent} does, but their callers do not wait for the responses. */
    void handOver(String component, OfferedDemand calls);
}
