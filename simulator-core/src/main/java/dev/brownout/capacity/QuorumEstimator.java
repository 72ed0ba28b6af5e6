package dev.brownout.capacity;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.result.ScenarioExplanation;
import dev.brownout.scenario.NetworkSpec;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.WriteConflictModel;
import dev.brownout.spi.component.QuorumModel;
import dev.brownout.spi.component.QuorumModel.Turn;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Analytical estimates for a replicated store with quorums: response times, the share of stale reads immediately after
 * a write (Bailis et al., Probabilistically Bounded Staleness, VLDB 2012), and the share of concurrent writes. Its
 * nodes must be near each other and have so many cores that few calls wait for one.
 */
final class QuorumEstimator {
    /** Maximum share of calls that wait for a core. Above it, the response times of replicas are not independent. */
    private static final double RARE = 0.01;
    /** Number of keys that are considered individually. Keys of higher ranks are treated as one group. */
    private static final int RANKS = 200_000;

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

    /**
     * Returns the estimate of writes overwritten by concurrent writes; empty if the store keeps both writes, or if
     * there is no estimate.
     */
    static Optional<WriteConflictModel> overwritten(
            QuorumModel model, ComponentCapacityModel componentModel, Optional<NetworkSpec> network) {
        QuorumEstimator quorum = new QuorumEstimator(model, componentModel, network);
        return model.firstAlone() || !quorum.unknown().isEmpty()
                ? Optional.empty()
                : OverwrittenWrites.of(model, componentModel, quorum.hopNanos());
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
                exact || quorumsOverlap(),
                estimable && model.firstAlone() ? unseen() : Double.NaN,
                constant(model.writing()));
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

    /** Returns the reason why there are no estimates of times; empty if there is none. */
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
        return unknown();
    }

    /**
     * Returns the reason why there are no estimates of times, even of writes and for any placement of nodes; empty if
     * there is none.
     */
    private String unknown() {
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

    /**
     * Returns the share of the writes that have not seen a write accepted by another node that is still propagating.
     * With D as the mean propagation time, it is 1 - exp(-w (1 - 1/N) D) for a key with write rate w. If propagation
     * times vary, the share is lower, because a later write that overtakes also carries the writes that it has seen.
     * The share is {@code NaN} if a caller both reads and writes, because a read before a write changes what the write
     * has seen.
     */
    private double unseen() {
        List<OfferedDemand> writes = componentModel.demands().stream()
                .filter(calls -> calls.operation() == Operation.WRITE && calls.perSecond() > 0)
                .toList();
        boolean reader = writes.stream()
                .anyMatch(write -> componentModel.demands().stream()
                        .anyMatch(read -> read.operation() == Operation.READ
                                && read.perSecond() > 0
                                && read.caller().equals(write.caller())));
        if (writes.isEmpty() || reader) {
            return Double.NaN;
        }
        Optional<KeyPopularity> keys = writes.get(0).keys();
        if (keys.isEmpty()
                || !keys.get().ofWriters().equals(keys.get())
                || !writes.stream().allMatch(write -> write.keys().equals(keys))) {
            return Double.NaN;
        }
        Turn turn = model.writing();
        double propagationNanos =
                hopNanos() / 2 + turn.there().mean() + turn.work().mean();
        double otherWritesPerSecond = perSecond(Operation.WRITE) * (1 - 1.0 / model.copies()) * propagationNanos / 1e9;
        return unseenShare(keys.get(), otherWritesPerSecond);
    }

    /** Returns the share over all keys, weighted by the popularity of each key. */
    private static double unseenShare(KeyPopularity keys, double otherWritesPerSecond) {
        int rankedKeys = Math.min(keys.size(), RANKS);
        double rankedShare = 0;
        double share = 0;
        for (int rank = 1; rank <= rankedKeys; rank++) {
            double p = keys.probability(rank);
            rankedShare += p;
            share -= p * ElementaryFunctions.expm1(-otherWritesPerSecond * p);
        }
        int remainingKeys = keys.size() - rankedKeys;
        double remainingShare = Math.max(0, 1 - rankedShare);
        return remainingKeys == 0
                ? share
                : share
                        - remainingShare
                                * ElementaryFunctions.expm1(-otherWritesPerSecond * remainingShare / remainingKeys);
    }

    /** Returns the conflicts between concurrent writes of a component. */
    static ScenarioExplanation.Encounters encounters(String component, WriteConflictModel conflicts) {
        List<ScenarioExplanation.WrongClocks> wrongClocks = conflicts.wrongClocks().stream()
                .map(clocks -> new ScenarioExplanation.WrongClocks(
                        clocks.fromNanos(),
                        clocks.toNanos(),
                        clocks.lostPerSecond(),
                        clocks.hiddenPerSecond(),
                        clocks.firstPerSecond(),
                        clocks.lastPerSecond()))
                .toList();
        return new ScenarioExplanation.Encounters(
                component,
                conflicts.writesPerSecond(),
                conflicts.conflictsPerSecond(),
                conflicts.lost(),
                conflicts.ofCopies(),
                wrongClocks);
    }
}
