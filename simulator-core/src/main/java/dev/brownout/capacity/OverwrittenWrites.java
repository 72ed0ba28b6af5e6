package dev.brownout.capacity;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.host.ClockError;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.RankStratum;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.Step;
import dev.brownout.spi.WriteConflictModel;
import dev.brownout.spi.component.QuorumModel;
import dev.brownout.spi.component.QuorumModel.Node;
import dev.brownout.spi.component.StepLists;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;

/**
 * Rate at which writes of a store with last-write-wins conflict resolution are overwritten by concurrent writes.
 *
 * <p>A concurrent write has not seen the write that it overwrites. Let w be the write rate of a key, and p the share of
 * its writes that a node coordinates. The writes of this node are concurrent with a write of another node until that
 * write arrives, after the time D. If both clocks are right, a share 1 - exp(-w p D) of the writes of the other node is
 * overwritten. A node with a clock that is behind by d overwrites only with writes made at least d later. A node with a
 * clock that is ahead by d also overwrites with writes made up to d earlier.
 */
final class OverwrittenWrites {
    /** Number of keys that are considered individually, by rank. Keys of higher ranks are grouped into strata. */
    private static final int RANKS_ALONE = 20_000;

    private static final int STRATA = 1_000;
    /** Number of equally likely values that approximate the time until a write has reached another node. */
    private static final int TIMES = 32;
    /**
     * Maximum number of distinct rates that are evaluated individually. With more rates, the results are interpolated.
     */
    private static final int RATES_ALONE = 64;
    /** Logarithm of the factor between two adjacent rates of the interpolation. */
    private static final double FINE = ElementaryFunctions.log(2) / 4;

    private final QuorumModel model;
    private final ComponentCapacityModel componentModel;
    private final double hopNanos;
    private final List<Node> nodes;
    private final List<NavigableMap<Long, ClockError>> clocks = new ArrayList<>();
    /** Kind of each node. Nodes in one place with equal clock errors are of the same kind. */
    private final int[] kinds;
    /** Number of keys by their write rate per second, by the kinds of the nodes that store them. */
    private final Map<String, Map<Double, Double>> keys = new TreeMap<>();

    private final double[] times;

    /** A node that stores a key: its kind, and the share of the writes that it coordinates. */
    private record Keeper(int kind, double share) {}

    /**
     * Length of the interval in which a write of the other node conflicts with a write and wins, in nanoseconds. It
     * depends on the propagation time and on how far the clock of this node is behind the other one.
     */
    @FunctionalInterface
    private interface Span {
        double nanos(double timeNanos, double behindNanos);
    }

    private OverwrittenWrites(QuorumModel model, ComponentCapacityModel componentModel, double hopNanos) {
        this.model = model;
        this.componentModel = componentModel;
        this.hopNanos = hopNanos;
        this.nodes = model.keepers().nodes();
        List<Distribution> remoteTimes =
                List.of(model.writing().there(), model.writing().work());
        this.times = new OrderStatistics(remoteTimes, remoteTimes, hopNanos).values(TIMES);
        this.kinds = new int[nodes.size()];
        List<String> locations = new ArrayList<>();
        for (int node = 0; node < kinds.length; node++) {
            String location = nodes.get(node).place();
            NavigableMap<Long, ClockError> clock =
                    componentModel.clockErrors(nodes.get(node).name(), location);
            int kind = 0;
            while (kind < locations.size()
                    && !(locations.get(kind).equals(location)
                            && clocks.get(kind).equals(clock))) {
                kind++;
            }
            if (kind == locations.size()) {
                locations.add(location);
                clocks.add(clock);
            }
            kinds[node] = kind;
        }
    }

    /**
     * Returns the analytical estimate; empty if the keys of the writes are not independent and random, or if there are
     * no writes.
     *
     * @param hopNanos round trip between nodes of one place, in nanoseconds
     */
    static Optional<WriteConflictModel> of(QuorumModel model, ComponentCapacityModel componentModel, double hopNanos) {
        return new OverwrittenWrites(model, componentModel, hopNanos).estimate();
    }

    private Optional<WriteConflictModel> estimate() {
        Map<Integer, Double> rows = new TreeMap<>();
        double written = 0;
        for (OfferedDemand calls : componentModel.demands()) {
            if (calls.operation() == Operation.WRITE && calls.perSecond() > 0) {
                written += calls.perSecond();
                if (calls.together() > 1
                        || calls.keys()
                                .filter(popularity -> !independent(popularity))
                                .isPresent()) {
                    return Optional.empty();
                }
                calls.keys().ifPresent(popularity -> addKeys(popularity, calls.perSecond(), rows));
            }
        }
        rows.forEach((key, perSecond) -> add(key, perSecond, 1));
        if (written == 0 || keys.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new WriteConflictModel(
                written,
                ofAll(new double[clocks.size()], OverwrittenWrites::unseen, false),
                true,
                true,
                WriteConflictModel.wrong(
                        clocks,
                        componentModel.endNanos(),
                        (ahead, seen) ->
                                ofAll(ahead, seen ? OverwrittenWrites::hidden : OverwrittenWrites::unseen, seen))));
    }

    /**
     * Returns whether the writes of a store are independent: no visit has read the store before, and none writes a key
     * several times. It is false if there are no writes.
     */
    static boolean alone(Scenario scenario, String store) {
        List<List<Step>> lists = new ArrayList<>();
        scenario.requests().values().forEach(request -> lists.add(request.steps()));
        scenario.components().values().forEach(entry -> lists.add(StepLists.steps(entry.spec())));
        boolean writes = false;
        for (List<Step> list : lists) {
            boolean hasRead = false;
            for (Step step : callingSteps(scenario, list, new TreeSet<>())) {
                boolean writing = Step.targetOf(step).orElseThrow().purpose().operation() == Operation.WRITE;
                boolean callsStore =
                        Step.targetOf(step).orElseThrow().component().equals(store);
                boolean repeatedWrite = Step.callsPerRequest(step).greatest() > 1
                        && step.options().key().isEmpty();
                if (callsStore && writing && (hasRead || repeatedWrite)) {
                    return false;
                }
                hasRead |= callsStore && !writing;
                writes |= callsStore && writing;
            }
        }
        return writes;
    }

    /** Returns the steps that call a component, each followed by the steps of the callee. */
    private static List<Step> callingSteps(Scenario scenario, List<Step> steps, Set<String> visitedComponents) {
        List<Step> calls = new ArrayList<>();
        for (Step step : Step.all(steps)) {
            Step.targetOf(step).ifPresent(target -> {
                calls.add(step);
                ComponentEntry callee = scenario.components().get(target.component());
                if (callee != null && visitedComponents.add(target.component())) {
                    calls.addAll(callingSteps(scenario, StepLists.steps(callee.spec()), visitedComponents));
                    visitedComponents.remove(target.component());
                }
            });
        }
        return calls;
    }

    private static boolean independent(KeyPopularity keys) {
        return !keys.inTurn() && keys.order().isEmpty() && keys.ofWriters().equals(keys);
    }

    private void addKeys(KeyPopularity popularity, double perSecond, Map<Integer, Double> rows) {
        int exactRanks = Math.min(RANKS_ALONE, popularity.size());
        for (int rank = 1; rank <= exactRanks; rank++) {
            rows.merge(
                    popularity.key(rank, componentModel.keyNames()),
                    perSecond * popularity.probability(rank),
                    Double::sum);
        }
        for (RankStratum stratum : RankStratum.beyond(exactRanks, STRATA, popularity)) {
            int key = popularity.key(stratum.rank(), componentModel.keyNames());
            add(key, perSecond * popularity.probability(stratum.rank()), stratum.keys());
        }
    }

    private void add(int key, double perSecond, double keyCount) {
        StringBuilder kindList = new StringBuilder();
        Arrays.stream(model.keepers().of(key))
                .map(node -> kinds[node])
                .sorted()
                .forEach(kind ->
                        kindList.append(kindList.length() == 0 ? "" : " ").append(kind));
        if (kindList.length() > 0 && perSecond > 0) {
            keys.computeIfAbsent(kindList.toString(), kindsOfKey -> new TreeMap<>())
                    .merge(perSecond, keyCount, Double::sum);
        }
    }

    /**
     * Returns the length of the interval in which the other node makes a winning write before it has received this one.
     */
    private static double unseen(double timeNanos, double behindNanos) {
        return timeNanos + behindNanos;
    }

    /**
     * Returns the length of the interval in which the other node had made a winning write that had already arrived
     * here.
     */
    private static double hidden(double timeNanos, double behindNanos) {
        return behindNanos - timeNanos;
    }

    /**
     * Returns the number of affected writes per second.
     *
     * @param ahead how far the clocks are ahead, in nanoseconds, by kind of node
     * @param back whether the propagation time is that of the writes of the other node to this one
     */
    private double ofAll(double[] ahead, Span span, boolean back) {
        double all = 0;
        for (var entry : keys.entrySet()) {
            List<Keeper> keepers = keepers(entry.getKey());
            Map<Double, Double> rates = entry.getValue();
            Map<Integer, Double> computedShares = new TreeMap<>();
            for (var rate : rates.entrySet()) {
                double perSecond = rate.getKey();
                double conflictShare = rates.size() <= RATES_ALONE
                        ? share(keepers, perSecond, ahead, span, back)
                        : between(
                                perSecond,
                                at -> computedShares.computeIfAbsent(
                                        at, n -> share(keepers, ElementaryFunctions.exp(n * FINE), ahead, span, back)));
                all += rate.getValue() * perSecond * conflictShare;
            }
        }
        return all;
    }

    private double share(List<Keeper> keepers, double perSecond, double[] ahead, Span span, boolean back) {
        double share = 0;
        for (int keeperIndex = 0; keeperIndex < keepers.size(); keeperIndex++) {
            Keeper keeper = keepers.get(keeperIndex);
            double noConflict = 1;
            for (int other = 0; other < keepers.size() && keeper.share() > 0; other++) {
                if (other != keeperIndex) {
                    Keeper otherKeeper = keepers.get(other);
                    double behindNanos = ahead[otherKeeper.kind()] - ahead[keeper.kind()];
                    double roundTripNanos = back ? wayNanos(otherKeeper, keeper) : wayNanos(keeper, otherKeeper);
                    noConflict *=
                            probabilityOfNone(perSecond * otherKeeper.share(), roundTripNanos / 2, behindNanos, span);
                }
            }
            share += keeper.share() * (1 - noConflict);
        }
        return share;
    }

    private double probabilityOfNone(double perSecond, double delayNanos, double behindNanos, Span span) {
        double sum = 0;
        for (double time : times) {
            sum += ElementaryFunctions.exp(-perSecond * Math.max(0, span.nanos(time + delayNanos, behindNanos)) / 1e9);
        }
        return sum / times.length;
    }

    /** Returns the interpolated value for a rate. Interpolation is linear in the logarithms of rate and value. */
    private static double between(double perSecond, IntToDoubleFunction computedShares) {
        double position = ElementaryFunctions.log(perSecond) / FINE;
        int below = (int) Math.floor(position);
        double low = computedShares.applyAsDouble(below);
        double high = computedShares.applyAsDouble(below + 1);
        if (low <= 0 || high <= 0) {
            return low + (high - low) * (position - below);
        }
        return low * ElementaryFunctions.exp((position - below) * ElementaryFunctions.log(high / low));
    }

    /**
     * Returns the nodes that store a key, by their kinds. All shares are 0 if too few nodes are up to acknowledge a
     * write.
     */
    private List<Keeper> keepers(String kindList) {
        int[] kindsOfAll =
                Arrays.stream(kindList.split(" ")).mapToInt(Integer::parseInt).toArray();
        double[] shares = new double[kindsOfAll.length];
        for (String location : kindsOfAll.length < model.write() ? List.<String>of() : componentModel.places()) {
            long nearCount = Arrays.stream(kindsOfAll)
                    .filter(kind -> placeOf(kind).equals(location))
                    .count();
            for (int i = 0; i < shares.length; i++) {
                boolean called = nearCount == 0 || placeOf(kindsOfAll[i]).equals(location);
                shares[i] +=
                        called ? componentModel.usersNear(location) / (nearCount == 0 ? shares.length : nearCount) : 0;
            }
        }
        List<Keeper> all = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            all.add(new Keeper(kindsOfAll[i], shares[i]));
        }
        return all;
    }

    private String placeOf(int kind) {
        for (int node = 0; node < kinds.length; node++) {
            if (kinds[node] == kind) {
                return nodes.get(node).place();
            }
        }
        throw new IllegalStateException("no node of kind " + kind);
    }

    private double wayNanos(Keeper from, Keeper to) {
        String location = placeOf(from.kind());
        String other = placeOf(to.kind());
        return location.equals(other) ? hopNanos : componentModel.roundTripNanos(location, other);
    }
}
