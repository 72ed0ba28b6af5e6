package dev.brownout.spi;

import dev.brownout.host.Cores;
import dev.brownout.random.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Analytical model of hosts that share calls evenly, each a queue in front of servers.
 *
 * @param part common name of these hosts: {@code primary}, {@code replica-*}; empty for all hosts of a component
 * @param nodes names of the hosts that are up and share the calls
 * @param servers cores of a host; {@link #ANY_NUMBER} if work never waits
 * @param queueCapacity queue capacity of a host; {@link #ANY_NUMBER} for no limit
 * @param scheduling scheduling discipline when work exceeds the cores
 * @param callsPerSecond calls per second to all these hosts
 * @param works the work of the calls
 * @param obstacle short reason why no formula for the response time applies; empty if one may
 * @param facts facts about their response time that need no queueing formula; empty for most
 * @param utilizationMetric metric of the utilization of these hosts
 */
public record StationModel(
        String part,
        List<String> nodes,
        int servers,
        int queueCapacity,
        Cores.Scheduling scheduling,
        double callsPerSecond,
        List<Work> works,
        Optional<String> obstacle,
        Optional<StationFacts> facts,
        String utilizationMetric) {

    /** Unlimited number of servers or places. */
    public static final int ANY_NUMBER = Integer.MAX_VALUE;

    /** Metric of the utilization of host cores. */
    private static final String CORES = "utilization";

    /**
     * Facts about hosts that do not serve a queue of single calls.
     *
     * @param meanNanos mean time from a call's arrival to the end of its work, in nanoseconds; {@code NaN} if unknown
     * @param leastNanos time of a call that does not overlap with another, in nanoseconds; {@code NaN} if
     *     {@link #works} defines it
     * @param callsPerSecond capacity of all hosts, in calls per second
     * @param how name of the formula
     */
    public record StationFacts(double meanNanos, double leastNanos, double callsPerSecond, String how) {}

    /** Creates a station with work that queues for cores. */
    public StationModel(
            String part,
            List<String> nodes,
            int servers,
            int queueCapacity,
            Cores.Scheduling scheduling,
            double callsPerSecond,
            List<Work> works,
            Optional<String> obstacle) {
        this(part, nodes, servers, queueCapacity, scheduling, callsPerSecond, works, obstacle, Optional.empty(), CORES);
    }

    /** Returns whether the station is whole hosts, with the response time of the calls to them. */
    public boolean whole() {
        return utilizationMetric.equals(CORES);
    }

    /** Copies the lists. */
    public StationModel {
        nodes = List.copyOf(nodes);
        works = List.copyOf(works);
    }

    /** Returns a station of some of these hosts, with a share of the calls and of the work. */
    public StationModel part(String name, List<String> partNodes, double share) {
        List<Work> partWorks = works.stream()
                .map(work -> new Work(work.perSecond() * share, work.length(), work.awaited()))
                .toList();
        return new StationModel(
                name,
                partNodes,
                servers,
                queueCapacity,
                scheduling,
                callsPerSecond * share,
                partWorks,
                obstacle,
                facts,
                utilizationMetric);
    }

    /**
     * Returns one station for hosts with cores that several stations share in FIFO order. It has the work of all these
     * stations.
     *
     * @param nodes the hosts that are up
     * @param servers cores of a host
     * @param stations the stations that share the cores; without calls, the result is empty
     */
    public static Optional<StationModel> together(List<String> nodes, int servers, List<StationModel> stations) {
        double calls = 0;
        int queueCapacity = 0;
        List<Work> all = new ArrayList<>();
        Optional<String> firstObstacle = Optional.empty();
        for (StationModel station : stations) {
            calls += station.callsPerSecond();
            queueCapacity = station.queueCapacity() == ANY_NUMBER || queueCapacity == ANY_NUMBER
                    ? ANY_NUMBER
                    : queueCapacity + station.queueCapacity();
            all.addAll(station.works());
            firstObstacle = firstObstacle.or(station::obstacle);
        }
        return calls == 0
                ? Optional.empty()
                : Optional.of(new StationModel(
                        "", nodes, servers, queueCapacity, Cores.Scheduling.FIFO, calls, all, firstObstacle));
    }

    /** Returns this station with a share of the calls that fails without work. */
    public StationModel withoutWork(double share) {
        List<Work> successfulWorks = works.stream()
                .map(work -> new Work(work.perSecond() * (1 - share), work.length(), work.awaited()))
                .toList();
        return new StationModel(
                        part,
                        nodes,
                        servers,
                        queueCapacity,
                        scheduling,
                        callsPerSecond,
                        successfulWorks,
                        obstacle,
                        facts,
                        utilizationMetric)
                .withoutFormula("some calls fail at once");
    }

    /** Returns this station without a formula for the response time. An earlier reason is kept. */
    public StationModel withoutFormula(String reason) {
        return new StationModel(
                part,
                nodes,
                servers,
                queueCapacity,
                scheduling,
                callsPerSecond,
                works,
                obstacle.or(() -> Optional.of(reason)),
                facts,
                utilizationMetric);
    }

    /**
     * Work of one kind.
     *
     * @param perSecond number of work items per second on all these hosts
     * @param length time of a work item on a core, in nanoseconds
     * @param awaited whether calls wait for it; false for background work
     */
    public record Work(double perSecond, Distribution length, boolean awaited) {}
}
