package dev.brownout.spi;

import dev.brownout.host.Cores;
import dev.brownout.random.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Machines that share calls evenly, each a queue in front of some servers: what the arithmetic before a run needs to
 * know of them.
 *
 * @param part what these machines are called together: {@code primary}, {@code replica-*}; empty for all of a component
 * @param nodes the names of the machines that are up and share the calls
 * @param servers cores of a machine; {@link #ANY_NUMBER} where nobody waits
 * @param places how many may wait at a machine; {@link #ANY_NUMBER} for any number
 * @param scheduling who is served when there is more work than cores
 * @param callsPerSecond calls that all these machines get a second
 * @param works the work that they have with them
 * @param obstacle why no formula for the response time applies, in a few words; empty where one may
 * @param known what is known of their response time without a formula for queues; empty for most
 * @param use the measure of these machines that says how busy they are
 */
public record StationModel(
        String part,
        List<String> nodes,
        int servers,
        int places,
        Cores.Scheduling scheduling,
        double callsPerSecond,
        List<Work> works,
        Optional<String> obstacle,
        Optional<StationFacts> known,
        String use) {

    /** Stands for any number of servers or places. */
    public static final int ANY_NUMBER = Integer.MAX_VALUE;

    /** The measure that says how busy the cores of machines are. */
    private static final String CORES = "utilization";

    /**
     * What is known of machines whose servers are no queues of single calls.
     *
     * @param meanNanos mean time from a call's arrival to the end of its work; {@code NaN} where nobody knows
     * @param leastNanos the same of a call that meets no other; {@code NaN} where that is as {@link #works} say
     * @param callsPerSecond the calls that all of them can take a second
     * @param how by which formula
     */
    public record StationFacts(double meanNanos, double leastNanos, double callsPerSecond, String how) {}

    /** Machines that queue for their cores. */
    public StationModel(
            String part,
            List<String> nodes,
            int servers,
            int places,
            Cores.Scheduling scheduling,
            double callsPerSecond,
            List<Work> works,
            Optional<String> obstacle) {
        this(part, nodes, servers, places, scheduling, callsPerSecond, works, obstacle, Optional.empty(), CORES);
    }

    /** Whether they are whole machines, whose response time is that of the calls to them. */
    public boolean whole() {
        return use.equals(CORES);
    }

    /** Takes the lists as they are now. */
    public StationModel {
        nodes = List.copyOf(nodes);
        works = List.copyOf(works);
    }

    /** Some of these machines, which get a share of the calls and of the work. */
    public StationModel part(String name, List<String> some, double share) {
        List<Work> less = works.stream()
                .map(work -> new Work(work.perSecond() * share, work.length(), work.awaited()))
                .toList();
        return new StationModel(
                name, some, servers, places, scheduling, callsPerSecond * share, less, obstacle, known, use);
    }

    /**
     * Machines whose cores several stations share, in order of arrival: all work of these on the cores of one.
     *
     * @param nodes the machines that are up
     * @param servers cores of a machine
     * @param sharing what shares them; empty gives nothing
     */
    public static Optional<StationModel> together(List<String> nodes, int servers, List<StationModel> sharing) {
        double calls = 0;
        int places = 0;
        List<Work> all = new ArrayList<>();
        Optional<String> why = Optional.empty();
        for (StationModel each : sharing) {
            calls += each.callsPerSecond();
            places = each.places() == ANY_NUMBER || places == ANY_NUMBER ? ANY_NUMBER : places + each.places();
            all.addAll(each.works());
            why = why.or(each::obstacle);
        }
        return calls == 0
                ? Optional.empty()
                : Optional.of(new StationModel("", nodes, servers, places, Cores.Scheduling.FIFO, calls, all, why));
    }

    /** The same machines, at which a share of the calls fails without work. */
    public StationModel withoutWork(double share) {
        List<Work> less = works.stream()
                .map(work -> new Work(work.perSecond() * (1 - share), work.length(), work.awaited()))
                .toList();
        return new StationModel(part, nodes, servers, places, scheduling, callsPerSecond, less, obstacle, known, use)
                .withoutFormula("some calls fail at once");
    }

    /** The same machines, of which no formula knows the response time: the reason that was told first stays. */
    public StationModel withoutFormula(String why) {
        return new StationModel(
                part,
                nodes,
                servers,
                places,
                scheduling,
                callsPerSecond,
                works,
                obstacle.or(() -> Optional.of(why)),
                known,
                use);
    }

    /**
     * Work of one kind.
     *
     * @param perSecond how often a second, all these machines together
     * @param length how long it takes a core, in nanoseconds
     * @param awaited whether calls wait for it; false for work in the background
     */
    public record Work(double perSecond, Distribution length, boolean awaited) {}
}
