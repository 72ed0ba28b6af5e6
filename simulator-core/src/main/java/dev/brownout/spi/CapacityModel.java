package dev.brownout.spi;

import dev.brownout.host.ClockError;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The page on which a component works out, before a run, what it will have to do and whom it will call. */
public interface CapacityModel {
    /** The component's name. */
    default String name() {
        return "";
    }

    /** The calls that come in, by kind. */
    List<OfferedDemand> demands();

    /** The regions in which the component stands, in name order; one without a name where the scenario has none. */
    List<String> places();

    /** Whether requests to a component should come to the machine that their users' cookies name. */
    default boolean keepsUsers(String component) {
        return false;
    }

    /** The keys that the scenario calls by name. */
    KeyNames keyNames();

    /** The keys that reach the component in the run, at whatever stage. */
    default KeySpace keySpace() {
        return KeySpace.EMPTY;
    }

    /** What the fault timeline orders of the component's shards in the whole run, in the order of time. */
    default List<ReshardCommand> shardOrders() {
        return List.of();
    }

    /**
     * How wrong the clock of a machine is from an instant on, as far as the fault timeline says.
     *
     * @param node its name
     * @param place the region in which it stands, one of {@link #places}
     * @return what is so from instants of the run on; empty for a clock that is right throughout
     */
    default NavigableMap<Long, ClockError> clockErrors(String node, String place) {
        return Collections.emptyNavigableMap();
    }

    /** When this stage of the run begins, in nanoseconds. */
    default long fromNanos() {
        return 0;
    }

    /** When it ends. */
    default long toNanos() {
        return Long.MAX_VALUE;
    }

    /** When the run ends. */
    default long endNanos() {
        return Long.MAX_VALUE;
    }

    /**
     * Whether a machine is there at this stage of the run, as far as the fault timeline tells.
     *
     * @param node its name
     * @param place the region in which it stands, one of {@link #places}
     */
    boolean up(String node, String place);

    /**
     * How many machines a tier has in each place at this stage, as far as the fault timeline tells.
     *
     * @param nodes machines in each place at first
     */
    default int wanted(int nodes) {
        return nodes;
    }

    /**
     * How many cores the machines of a tier have at this stage, as far as the fault timeline tells.
     *
     * @param cores of each machine at first
     */
    default int cores(int cores) {
        return cores;
    }

    /**
     * The most machines that a tier has in each place at any stage, as far as the fault timeline tells.
     *
     * @param nodes machines in each place at first
     */
    default int most(int nodes) {
        return nodes;
    }

    /**
     * The names of those machines that are there, of a tier whose machines are numbered from 1 on, place by place.
     *
     * @param nodes machines in each place at first
     */
    default List<String> availableHosts(int nodes) {
        return availableHosts(nodes, wanted(nodes), most(nodes));
    }

    /**
     * The same for a tier that decides by itself how many machines it has; those that come later are numbered after all
     * that were there at first.
     *
     * @param nodes machines in each place at first
     * @param now machines in each place at this stage
     * @param most machines in each place at any stage
     */
    default List<String> availableHosts(int nodes, int now, int most) {
        List<String> standing = new ArrayList<>();
        for (int place = 0; place < places().size(); place++) {
            standing.addAll(availableHosts(place, nodes, now, most));
        }
        return standing;
    }

    /** Those of them that stand in one place. */
    default List<String> availableHosts(int place, int nodes, int now, int most) {
        List<String> standing = new ArrayList<>(numbered(place, nodes, now, most));
        standing.removeIf(name -> !up(name, places().get(place)));
        return standing;
    }

    /** The names of all of them, up or not. */
    default List<String> numbered(int place, int nodes, int now, int most) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < now; i++) {
            int before = i < nodes ? place * nodes : (places().size() - 1) * nodes + place * (most - nodes);
            all.add(Integer.toString(before + i + 1));
        }
        return all;
    }

    /**
     * Machines in service in each place, of a tier whose {@link ComponentSpec#scalingModel} knows them; empty where the
     * model knows no history of the run.
     */
    default OptionalInt scaledMachines() {
        return OptionalInt.empty();
    }

    /** Visitors that arrive a second and have to wait their turn; empty where the model knows no history of the run. */
    default OptionalDouble arrivingVisitors() {
        return OptionalDouble.empty();
    }

    /**
     * The part of some calls that is let through the line of visitors, per second.
     *
     * @param calls one of {@link #demands}
     * @return empty where the model knows nothing of the line
     */
    default OptionalDouble admittedPerSecond(OfferedDemand calls) {
        return OptionalDouble.empty();
    }

    /**
     * Messages that a consumer gets besides those that are published, or in their place: because it failed on them
     * before, or because every consumer fails on them.
     *
     * @param messages those published, of one kind
     */
    default List<OfferedDemand> failing(String consumer, OfferedDemand messages) {
        return List.of(messages);
    }

    /** The share of the calls to a component that fail, as far as the model knows; 0 to 1. */
    default double failureShare(String component) {
        return 0;
    }

    /**
     * Withholds the estimates of the component's machines.
     *
     * @param reason the reason, as in "machines follow the depth of the queue"
     * @param headroom by how much their capacity may be larger than the sketch says; an overload that even that does
     *     not bear is estimated all the same
     */
    default void withhold(String reason, double headroom) {}

    /**
     * Says that the component calls others for a call only once its machines have worked for it, so that an overloaded
     * one makes no more calls than it serves.
     *
     * @param before those that it calls before that work
     */
    default void callsAfterWork(List<String> before) {}

    /** Says that the component answers writes before it passes them on, so that nobody waits for what it writes. */
    default void writesAreLate() {}

    /** Adds places that calls hold while they wait for others. */
    void slots(WorkerPoolModel slots);

    /** Adds some of the component's machines. */
    void station(StationModel station);

    /** Adds a queue in which some of the calls of its machines wait besides, while these work for others. */
    void within(StationModel narrow);

    /**
     * Adds parts of machines, which work by themselves for the calls of these: each is down and slow with its machine,
     * and by faults of its own.
     *
     * @param name what such a part is called behind the name of its machine: {@code disk}
     * @param machines that have one and share the calls evenly
     * @param parts makes the sketch of those of some machines
     */
    void parts(String name, List<String> machines, Parts parts);

    /** Makes the sketch of parts of machines. */
    @FunctionalInterface
    interface Parts {
        /**
         * Those of some machines.
         *
         * @param machines their names, at least one
         * @param share of the calls to all
         * @param slower how many times as long their work takes as on an idle machine to which nothing happens
         */
        StationModel of(List<String> machines, double share, double slower);
    }

    /** Adds a store of the component, such as a cache's. */
    void store(WorkingSetModel store);

    /** Says that what is passed on waits until somebody takes it. */
    void line(ConsumerBacklogModel line);

    /** Adds logs that some of the component's machines follow. */
    void log(ReplicaLagModel log);

    /** Returns whether users make some of the calls that come in themselves, and no component for them. */
    default boolean fromUsers(OfferedDemand calls) {
        return false;
    }

    /** Share of all users whose nearest place of the component is this one, 0 to 1. */
    double usersNear(String place);

    /** Round trip between two regions in nanoseconds, on average. */
    double roundTripNanos(String one, String other);

    /** Says that some of the component's machines fill. */
    void fill(StorageGrowthModel fill);

    /** Says that keys of the component move at some time of the run, whichever stage this is. */
    default void move(ReshardingModel move) {}

    /** Says that machines of the component stop while nobody calls them. */
    default void rests(Rest rests) {}

    /**
     * Machines that stop while nobody calls them, each for itself, and which are called at random.
     *
     * @param callsPerSecond what each is called
     * @param coldShare share of these calls each of which has its machine start, 0 to 1
     * @param heldShare share of them that wait for it, those that come while it starts too, 0 to 1
     * @param waitNanos how long these wait for it on average; {@code NaN} where none does
     * @param paidShare share of the time for which a machine is paid for, 0 to 1
     * @param exact whether it is so; otherwise calls that take longer than their own work make fewer machines stop
     */
    record Rest(
            double callsPerSecond,
            double coldShare,
            double heldShare,
            double waitNanos,
            double paidShare,
            boolean exact) {}

    /**
     * The memory of one machine, and what fills it.
     *
     * @param bytes how much it is
     * @param atFirst bytes of sessions at the start of the run
     * @param bytesPerSecond what sessions add that users make on one machine after the other
     * @param lastingNanos how long a session is kept that nobody asks for; 0 for ever
     * @param atRest where they expire, bytes of sessions once the run is as old as that; else {@code NaN}
     * @param others bytes that everything else takes at most
     */
    record Memory(
            double bytes, double atFirst, double bytesPerSecond, long lastingNanos, double atRest, double others) {
        /** When sessions alone have filled it, from the start, while calls come as they do; {@code NaN} for never. */
        public double fullNanos() {
            double nanos = atFirst > bytes ? 0 : (bytes - atFirst) / bytesPerSecond * 1e9;
            return nanos == 0 || bytesPerSecond > 0 && (lastingNanos == 0 || nanos < lastingNanos) ? nanos : Double.NaN;
        }
    }

    /** Says what fills the memory of machines of the component. */
    default void memory(Memory memory) {}

    /**
     * Keys that expire unless they are written again, once the run is as old as what expires.
     *
     * @param ttlNanos how long what is written is there
     * @param keys how many are written again and again; those that are new with each write not counted
     * @param alive how many are there at any moment, those that are new with each write counted
     * @param missedShare share of the reads that find nothing, 0 to 1; {@code NaN} where nobody reads, or paper does
     *     not say
     * @param everyNanos how long it takes from one write of a key to the next; {@code NaN} where that is chance
     */
    record Expiry(long ttlNanos, double keys, double alive, double missedShare, double everyNanos) {}

    /** Says how many keys of the component are there. */
    default void expiry(Expiry expiry) {}

    /**
     * Passes calls on along a list of steps, as many as come in.
     *
     * @param from the calls because of which the steps are taken
     * @return the work that the steps leave to the component itself
     */
    List<StationModel.Work> forwardSteps(OfferedDemand from, List<Step> steps);

    /** Passes calls on to a component, as they are but for who makes them. */
    void callComponent(String component, OfferedDemand calls);

    /** Of the calls that come in a second, those of users who have not called before: of a journey only the first. */
    default double newcomersPerSecond() {
        return demands().stream().mapToDouble(OfferedDemand::perSecond).sum();
    }

    /** The components that take their work from this one by themselves, in name order. */
    List<String> consumers();

    /** The same by the groups in which they are, by name: who says of none is one of its own. */
    default Map<String, List<String>> groups() {
        return new TreeMap<>();
    }

    /** Passes calls on as {@link #callComponent} does, but whoever caused them does not wait for their answers. */
    void handOver(String component, OfferedDemand calls);
}
