package dev.brownout.capacity;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.result.ScenarioExplanation;
import dev.brownout.scenario.NetworkSpec;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.component.QuorumModel;
import dev.brownout.spi.component.QuorumModel.Turn;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Analytical estimates for a replicated store with quorums: response times, and the share of stale reads immediately
 * after a write (Bailis et al., Probabilistically Bounded Staleness, VLDB 2012). Its nodes must be near each other and
 * have enough cores, with few waits for one.
 */
final class QuorumEstimator {
    /** Maximum share of calls that wait for a core. Above it, the response times of replicas are not independent. */
    private static final double RARE = 0.01;

    private final QuorumModel model;
    private final ComponentCapacityModel componentModel;
    private final Optional<NetworkSpec> network;

    private QuorumEstimator(QuorumModel model, ComponentCapacityModel componentModel, Optional<NetworkSpec> network) {
        this.model = model;
        this.componentModel = componentModel;
        this.network = network;
    }

    /** Returns the analytical estimates of a store in the first stage. */
    static ScenarioExplanation.Quorum of(
            String store, QuorumModel model, ComponentCapacityModel componentModel, Optional<NetworkSpec> network) {
        return new QuorumEstimator(model, componentModel, network).estimate(store);
    }

    private ScenarioExplanation.Quorum estimate(String store) {
        String obstacle = obstacle();
        boolean estimable = obstacle.isEmpty();
        boolean exact = estimable && zeroHopTime() && localAsRemote() && closed();
        return new ScenarioExplanation.Quorum(
                store,
                model.copies(),
                model.read(),
                model.write(),
                estimable && hasCalls(Operation.READ) ? reading() : Double.NaN,
                estimable && hasCalls(Operation.WRITE) ? writing() : Double.NaN,
                obstacle,
                !hasCalls(Operation.READ) || !hasCalls(Operation.WRITE) || !estimable && !quorumsOverlap()
                        ? Double.NaN
                        : stale(exact),
                exact || quorumsOverlap());
    }

    private double reading() {
        return new OrderStatistics(model.ownReading(), model.reading().all(), hopNanos())
                .meanNanos(model.read(), model.contacted());
    }

    private double writing() {
        OrderStatistics writes =
                new OrderStatistics(model.ownWriting(), model.writing().all(), hopNanos());
        return model.firstAlone()
                ? writes.ownNanos() + writes.othersNanos(model.write() - 1, model.copies() - 1)
                : writes.meanNanos(model.write(), model.copies());
    }

    /** Returns the reason why there are no estimates; empty if there is none. */
    private String obstacle() {
        if (componentModel.places().size() > 1) {
            return "the round trips between regions differ";
        }
        if (componentModel.demands().stream()
                .anyMatch(calls -> !calls.endpoint().isEmpty() && calls.perSecond() > 0)) {
            return "query classes have service times of their own";
        }
        if (model.late()) {
            return "speculative retries send a read to a further replica";
        }
        boolean even = network.map(
                        networkSpec -> networkSpec.rtt().constantValue().isPresent()
                                && networkSpec.bandwidth().isEmpty()
                                && networkSpec.loss().ratio() == 0)
                .orElse(true);
        if (!even) {
            return "the round trips between nodes vary";
        }
        boolean endless = Stream.of(model.reading(), model.writing())
                .flatMap(turn -> turn.all().stream())
                .anyMatch(time -> Double.isInfinite(time.mean()));
        if (endless) {
            return "the service time of a replica has no finite mean";
        }
        return componentModel.stations().stream().anyMatch(station -> waiting(station) > RARE)
                ? "calls wait for cores, as do several replicas of a key"
                : "";
    }

    /** Returns the share of the calls that wait, for Poisson arrivals and exponential work. */
    private static double waiting(StationModel station) {
        double load = Formula.utilization(station);
        if (load == 0 || station.cores().unlimited()) {
            return 0;
        }
        return load < 1 && station.cores().load().isEmpty()
                ? new MarkovQueue(
                                load * station.cores().servers(),
                                1,
                                station.cores().servers(),
                                Integer.MAX_VALUE)
                        .allBusy()
                : 1;
    }

    private double hopNanos() {
        return network.map(networkSpec -> networkSpec.rtt().mean()).orElse(0.0);
    }

    private boolean zeroHopTime() {
        return hopNanos() == 0;
    }

    private boolean hasCalls(Operation operation) {
        return perSecond(operation) > 0;
    }

    private double perSecond(Operation operation) {
        return componentModel.demands().stream()
                .filter(calls -> calls.operation() == operation)
                .mapToDouble(OfferedDemand::perSecond)
                .sum();
    }

    /** Returns whether read and write quorums overlap, so that each read sees the acknowledged writes. */
    private boolean quorumsOverlap() {
        return model.read() + model.write() > model.copies();
    }

    /** Returns whether the local access of the coordinator takes as long as that of remote replicas. */
    private boolean localAsRemote() {
        return model.ownWay()
                || Stream.of(model.reading(), model.writing())
                        .flatMap(turn -> Stream.of(turn.there(), turn.back()))
                        .allMatch(delay -> delay.constantValue().orElse(1) == 0);
    }

    /**
     * Returns whether the share of stale reads has a closed form. Only the time before a replica has a write may vary,
     * and it must be exponential. The same applies to reads. If one replica writes before the rest, no other delay may
     * precede the write.
     */
    private boolean closed() {
        boolean delayed = model.firstAlone() && (memoryless(model.writing()).isEmpty() || fixed(model.writing()) > 0);
        return !delayed
                && model.writing().back().constantValue().isPresent()
                && model.reading().back().constantValue().isPresent()
                && (memoryless(model.writing()).isPresent() || constant(model.writing()))
                && (memoryless(model.reading()).isPresent() || constant(model.reading()));
    }

    private static boolean constant(Turn turn) {
        return turn.there().constantValue().isPresent()
                && turn.work().constantValue().isPresent();
    }

    private static Optional<ExponentialDistribution> memoryless(Turn turn) {
        if (turn.there() instanceof ExponentialDistribution travelTime
                && turn.work().constantValue().isPresent()) {
            return Optional.of(travelTime);
        }
        return turn.work() instanceof ExponentialDistribution work
                        && turn.there().constantValue().isPresent()
                ? Optional.of(work)
                : Optional.empty();
    }

    /**
     * Returns the share of the reads that miss a write if they begin when it is acknowledged. Without known times, it
     * is the share of quorums that do not overlap, which is an upper bound.
     *
     * <p>With exponential times, each of the R replicas that respond first must also receive the read before the write.
     * Let T(j) be the time at which the j-th of N replicas reads, and w the mean of the exponential part of a write.
     * Then the factor is the mean of exp(-Σ T(j) / w). The gaps between the T(j) are independent. If a read is sent to
     * only R replicas, T(j) are the ordered times of these R replicas.
     */
    private double stale(boolean exact) {
        if (quorumsOverlap()) {
            return 0;
        }
        double share = 1;
        for (int i = 0; i < model.read(); i++) {
            share *= (model.copies() - model.write() - i) / (double) (model.copies() - i);
        }
        if (!exact) {
            return share;
        }
        Optional<ExponentialDistribution> writing = memoryless(model.writing());
        if (writing.isEmpty()) {
            return 0;
        }
        double until = model.writing().back().mean() + fixed(model.reading());
        share *= ElementaryFunctions.exp(-model.read() * until / writing.get().mean());
        double reading =
                memoryless(model.reading()).map(ExponentialDistribution::mean).orElse(0.0);
        for (int j = 1; j <= model.read(); j++) {
            double gap = reading / (model.contacted() - j + 1);
            share /= 1 + (model.read() - j + 1) * gap / writing.get().mean();
        }
        return share;
    }

    /** Returns the constant part of the time until a replica has been accessed. */
    private static double fixed(Turn turn) {
        return turn.there().constantValue().orElse(0)
                + turn.work().constantValue().orElse(0);
    }
}
