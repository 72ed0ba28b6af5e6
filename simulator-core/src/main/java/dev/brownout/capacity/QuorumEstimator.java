package dev.brownout.capacity;

import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.result.ScenarioExplanation;
import dev.brownout.scenario.NetworkSpec;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.QuorumModel;
import dev.brownout.spi.QuorumModel.Turn;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.WriteConflictModel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a store of copies does, whose nodes are near each other and have so many cores that hardly anybody waits for
 * one: how long the first answers take, what a read right after a write misses (Bailis et al., Probabilistically
 * Bounded Staleness, VLDB 2012), and how many writes have not seen each other.
 */
final class QuorumEstimator {
    /** Where more calls than this share wait for a core, times of copies depend on each other. */
    private static final double RARE = 0.01;
    /** So many keys are looked at one by one, the others together. */
    private static final int RANKS = 200_000;

    private final QuorumModel model;
    private final ComponentCapacityModel page;
    private final Optional<NetworkSpec> network;

    private QuorumEstimator(QuorumModel model, ComponentCapacityModel page, Optional<NetworkSpec> network) {
        this.model = model;
        this.page = page;
        this.network = network;
    }

    /** What paper says of a store at the first stage. */
    static ScenarioExplanation.Quorum of(
            String store, QuorumModel model, ComponentCapacityModel page, Optional<NetworkSpec> network) {
        return new QuorumEstimator(model, page, network).told(store);
    }

    /** How many of its writes others overwrite unseen; empty where both stay, or paper does not say. */
    static Optional<WriteConflictModel> overwritten(
            QuorumModel model, ComponentCapacityModel page, Optional<NetworkSpec> network) {
        QuorumEstimator quorum = new QuorumEstimator(model, page, network);
        return model.firstAlone() || !quorum.unknown().isEmpty()
                ? Optional.empty()
                : OverwrittenWrites.of(model, page, quorum.hopNanos());
    }

    private ScenarioExplanation.Quorum told(String store) {
        String obstacle = obstacle();
        boolean known = obstacle.isEmpty();
        boolean exact = known && noHops() && alike() && closed();
        return new ScenarioExplanation.Quorum(
                store,
                model.copies(),
                model.read(),
                model.write(),
                known && asks(Operation.READ) ? reading() : Double.NaN,
                known && asks(Operation.WRITE) ? writing() : Double.NaN,
                obstacle,
                !asks(Operation.READ) || !asks(Operation.WRITE) || !known && !meet() ? Double.NaN : stale(exact),
                exact || meet(),
                known && model.firstAlone() ? unseen() : Double.NaN,
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

    /** Why the arithmetic knows no times; empty where it does. */
    private String obstacle() {
        if (page.places().size() > 1) {
            return "the ways between regions differ";
        }
        if (page.demands().stream().anyMatch(calls -> !calls.endpoint().isEmpty() && calls.perSecond() > 0)) {
            return "classes of queries take times of their own";
        }
        if (model.late()) {
            return "a read is sent to one more copy when it is late";
        }
        return unknown();
    }

    /** Why the arithmetic knows no times even of writes, wherever nodes stand; empty where it does. */
    private String unknown() {
        boolean even = network.map(net -> net.rtt().constantValue().isPresent()
                        && net.bandwidth().isEmpty()
                        && net.loss().ratio() == 0)
                .orElse(true);
        if (!even) {
            return "the ways between nodes vary";
        }
        boolean endless = Stream.of(model.reading(), model.writing())
                .flatMap(turn -> turn.all().stream())
                .anyMatch(time -> Double.isInfinite(time.mean()));
        if (endless) {
            return "what a copy takes has no mean";
        }
        return page.stations().stream().anyMatch(station -> waiting(station) > RARE)
                ? "calls wait for cores, and copies of a key for the same ones"
                : "";
    }

    /** Share of the calls that wait, as of Poisson arrivals and exponential work. */
    private static double waiting(StationModel station) {
        double load = Formula.utilization(station);
        if (load == 0 || station.servers() == StationModel.ANY_NUMBER) {
            return 0;
        }
        return load < 1
                ? new MarkovQueue(load * station.servers(), 1, station.servers(), Integer.MAX_VALUE).allBusy()
                : 1;
    }

    private double hopNanos() {
        return network.map(net -> net.rtt().mean()).orElse(0.0);
    }

    private boolean noHops() {
        return hopNanos() == 0;
    }

    private boolean asks(Operation operation) {
        return perSecond(operation) > 0;
    }

    private double perSecond(Operation operation) {
        return page.demands().stream()
                .filter(calls -> calls.operation() == operation)
                .mapToDouble(OfferedDemand::perSecond)
                .sum();
    }

    /** Whether each read asks a copy that has what was acknowledged. */
    private boolean meet() {
        return model.read() + model.write() > model.copies();
    }

    /** Returns whether the copy that asks takes as long for itself as the others do. */
    private boolean alike() {
        return model.ownWay()
                || Stream.of(model.reading(), model.writing())
                        .flatMap(turn -> Stream.of(turn.there(), turn.back()))
                        .allMatch(leg -> leg.constantValue().orElse(1) == 0);
    }

    /**
     * Whether only what comes before a copy has a write varies, without memory, and of a read likewise. Where one copy
     * writes before the others, nothing else may come before.
     */
    private boolean closed() {
        boolean late = model.firstAlone() && (memoryless(model.writing()).isEmpty() || fixed(model.writing()) > 0);
        return !late
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
        if (turn.there() instanceof ExponentialDistribution there
                && turn.work().constantValue().isPresent()) {
            return Optional.of(there);
        }
        return turn.work() instanceof ExponentialDistribution work
                        && turn.there().constantValue().isPresent()
                ? Optional.of(work)
                : Optional.empty();
    }

    /**
     * Share of the reads that miss a write if they begin when it is acknowledged. Without knowledge of times the share
     * of quorums that do not meet, which is the most that it can be. Where times have no memory, each of the R copies
     * that answer must besides get the read before the write: with T(j) the moment at which the j-th of N copies reads,
     * the mean of exp(-Σ T(j) / w), whose gaps are independent. Where a read is sent to R copies alone, these are the
     * times of R copies of which each reads by itself.
     */
    private double stale(boolean exact) {
        if (meet()) {
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
        share *= StrictMath.exp(-model.read() * until / writing.get().mean());
        double reading =
                memoryless(model.reading()).map(ExponentialDistribution::mean).orElse(0.0);
        for (int j = 1; j <= model.read(); j++) {
            double gap = reading / (model.contacted() - j + 1);
            share /= 1 + (model.read() - j + 1) * gap / writing.get().mean();
        }
        return share;
    }

    /** What of a turn does not vary before the copy is asked. */
    private static double fixed(Turn turn) {
        return turn.there().constantValue().orElse(0)
                + turn.work().constantValue().orElse(0);
    }

    /**
     * Share of the writes that have not seen one that another node has taken and that is still on its way: with D the
     * mean time of that way, 1 - exp(-w (1 - 1/N) D) of a key that is written at the rate w. Fewer where ways vary,
     * since a later write that overtakes tells of those that it had seen. Whoever reads before he writes sees
     * otherwise; so no share where somebody does both.
     */
    private double unseen() {
        List<OfferedDemand> writes = page.demands().stream()
                .filter(calls -> calls.operation() == Operation.WRITE && calls.perSecond() > 0)
                .toList();
        boolean reader = writes.stream()
                .anyMatch(write -> page.demands().stream()
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
        double way = hopNanos() / 2 + turn.there().mean() + turn.work().mean();
        double others = perSecond(Operation.WRITE) * (1 - 1.0 / model.copies()) * way / 1e9;
        return crossing(keys.get(), others);
    }

    /** The share over all keys, of which each is written as often as it is popular. */
    private static double crossing(KeyPopularity keys, double others) {
        int some = Math.min(keys.size(), RANKS);
        double told = 0;
        double share = 0;
        for (int rank = 1; rank <= some; rank++) {
            double p = keys.probability(rank);
            told += p;
            share -= p * StrictMath.expm1(-others * p);
        }
        int left = keys.size() - some;
        double rest = Math.max(0, 1 - told);
        return left == 0 ? share : share - rest * StrictMath.expm1(-others * rest / left);
    }
}
