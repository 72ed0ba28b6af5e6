package dev.brownout.spi;

import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Analytical model of hosts that share calls evenly, each a queue in front of servers.
 *
 * @param part common name of these hosts: {@code primary}, {@code replica-*}; empty for all hosts of a component
 * @param nodes names of the hosts that are up and share the calls
 * @param cores cores of a host, with their queue
 * @param callsPerSecond calls per second to all these hosts
 * @param works the work of the calls
 * @param obstacle short reason why no formula for the response time applies; empty if one may
 * @param unknownLoad short reason why their utilization is unknown; empty if it is known
 * @param utilizationMetric metric of the utilization of these hosts
 */
public record StationModel(
        String part,
        List<String> nodes,
        CoreQueue cores,
        double callsPerSecond,
        List<Work> works,
        Optional<Sentence> obstacle,
        Optional<Sentence> unknownLoad,
        String utilizationMetric) {

    /** Metric of the utilization of host cores. */
    private static final String CORES = "utilization";

    /** Copies the lists. */
    public StationModel {
        nodes = List.copyOf(nodes);
        works = List.copyOf(works);
    }

    /** Creates a station of whole hosts. */
    public StationModel(String part, List<String> nodes, CoreQueue cores, double callsPerSecond, List<Work> works) {
        this(part, nodes, cores, callsPerSecond, works, Optional.empty(), Optional.empty(), CORES);
    }

    /** Creates a station of all hosts of a component, with calls that each wait for one piece of work. */
    public StationModel(List<String> nodes, CoreQueue cores, double callsPerSecond, Distribution length) {
        this("", nodes, cores, callsPerSecond, List.of(new Work(callsPerSecond, length, true)));
    }

    /** Returns whether the station is whole hosts, with the response time of the calls to them. */
    public boolean isWholeHosts() {
        return utilizationMetric.equals(CORES);
    }

    /** Returns a station of some of these hosts, with a share of the calls and of the work. */
    public StationModel part(String name, List<String> partNodes, double share) {
        return new StationModel(name, partNodes, cores, callsPerSecond * share, works, obstacle, unknownLoad, CORES)
                .withWorks(work -> work.part(share));
    }

    /** Returns this station with work that takes longer by a factor. */
    public StationModel slowed(double times) {
        return withWorks(work -> new Work(work.perSecond(), Work.slowed(work.length(), times), work.awaited()));
    }

    /** Returns this station with a share of the calls that fails without work. */
    public StationModel withoutWork(double share) {
        return withWorks(work -> work.part(1 - share)).withoutFormula(Sentence.of("some calls fail immediately"));
    }

    private StationModel withWorks(UnaryOperator<Work> change) {
        List<Work> changed = works.stream().map(change).toList();
        return new StationModel(part, nodes, cores, callsPerSecond, changed, obstacle, unknownLoad, utilizationMetric);
    }

    /** Returns this station without a formula for the response time. An earlier reason is kept. */
    public StationModel withoutFormula(Sentence reason) {
        return withoutFormula(Optional.of(reason));
    }

    /** Returns this station without a formula for the response time if there is a reason. An earlier reason is kept. */
    public StationModel withoutFormula(Optional<Sentence> reason) {
        return new StationModel(
                part, nodes, cores, callsPerSecond, works, obstacle.or(() -> reason), unknownLoad, utilizationMetric);
    }

    /** Returns this station without an estimate of its utilization if there is a reason. */
    public StationModel withUnknownLoad(Optional<Sentence> reason) {
        return new StationModel(part, nodes, cores, callsPerSecond, works, obstacle, reason, utilizationMetric);
    }

    /** Returns this station with another metric of its utilization, that of a part of the hosts. */
    public StationModel measuredBy(String metric) {
        return new StationModel(part, nodes, cores, callsPerSecond, works, obstacle, unknownLoad, metric);
    }

    /** Returns the index of the highest of some loads, the first one if several are equal. */
    public static int busiest(double[] loads) {
        int busiest = 0;
        for (int i = 0; i < loads.length; i++) {
            busiest = loads[i] > loads[busiest] ? i : busiest;
        }
        return busiest;
    }

    /**
     * Returns one station for hosts with cores that several stations share in FIFO order. It has the work of all these
     * stations.
     *
     * @param nodes the hosts that are up
     * @param servers cores of a host
     * @param stations the stations that share the cores; without calls, the result is empty
     */
    public static Optional<StationModel> combine(List<String> nodes, int servers, List<StationModel> stations) {
        double calls = 0;
        int queueCapacity = 0;
        List<Work> all = new ArrayList<>();
        Optional<Sentence> firstObstacle = Optional.empty();
        for (StationModel station : stations) {
            calls += station.callsPerSecond();
            queueCapacity = !station.cores().isBounded() || queueCapacity == CoreQueue.ANY_NUMBER
                    ? CoreQueue.ANY_NUMBER
                    : queueCapacity + station.cores().queueCapacity();
            all.addAll(station.works());
            firstObstacle = firstObstacle.or(station::obstacle);
        }
        return calls == 0
                ? Optional.empty()
                : Optional.of(new StationModel("", nodes, CoreQueue.fifo(servers, queueCapacity), calls, all)
                        .withoutFormula(firstObstacle));
    }

    /**
     * Work of one kind.
     *
     * @param perSecond number of work items per second on all these hosts
     * @param length time of a work item on a core, in nanoseconds
     * @param awaited whether calls wait for it; false for background work
     */
    public record Work(double perSecond, Distribution length, boolean awaited) {
        /** Returns a share of this work. */
        public Work part(double share) {
            return new Work(perSecond * share, length, awaited);
        }

        /** Returns the time of a work item that takes longer by a factor, at least 0. */
        public static Distribution slowed(Distribution length, double times) {
            return times == 1 ? length : times == 0 ? new ConstantDistribution(0) : length.scale(times);
        }
    }
}
