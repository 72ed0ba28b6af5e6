package dev.brownout.capacity;

import dev.brownout.host.ClockError;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.QuorumModel;
import dev.brownout.spi.QuorumModel.Node;
import dev.brownout.spi.Step;
import dev.brownout.spi.WriteConflictModel;
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
    private static final double FINE = StrictMath.log(2) / 4;

    private final QuorumModel model;
    private final ComponentCapacityModel page;
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

    private OverwrittenWrites(QuorumModel model, ComponentCapacityModel page, double hopNanos) {
        this.model = model;
        this.page = page;
        this.hopNanos = hopNanos;
        this.nodes = model.keepers().nodes();
        List<Distribution> there =
                List.of(model.writing().there(), model.writing().work());
        this.times = new OrderStatistics(there, there, hopNanos).values(TIMES);
        this.kinds = new int[nodes.size()];
        List<String> places = new ArrayList<>();
        for (int node = 0; node < kinds.length; node++) {
            String place = nodes.get(node).place();
            NavigableMap<Long, ClockError> clock =
                    page.clockErrors(nodes.get(node).name(), place);
            int kind = 0;
            while (kind < places.size()
                    && !(places.get(kind).equals(place) && clocks.get(kind).equals(clock))) {
                kind++;
            }
            if (kind == places.size()) {
                places.add(place);
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
    static Optional<WriteConflictModel> of(QuorumModel model, ComponentCapacityModel page, double hopNanos) {
        return new OverwrittenWrites(model, page, hopNanos).draw();
    }

    private Optional<WriteConflictModel> draw() {
        Map<Integer, Double> rows = new TreeMap<>();
        double written = 0;
        for (OfferedDemand calls : page.demands()) {
            if (calls.operation() == Operation.WRITE && calls.perSecond() > 0) {
                written += calls.perSecond();
                if (calls.together() > 1
                        || calls.keys().filter(asked -> !byChance(asked)).isPresent()) {
                    return Optional.empty();
                }
                calls.keys().ifPresent(asked -> spread(asked, calls.perSecond(), rows));
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
                        page.endNanos(),
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
        scenario.components().values().forEach(entry -> lists.add(entry.spec().steps()));
        boolean writes = false;
        for (List<Step> list : lists) {
            boolean known = false;
            for (Step step : taken(scenario, list, new TreeSet<>())) {
                boolean writing = step.target().orElseThrow().purpose().operation() == Operation.WRITE;
                boolean here = step.target().orElseThrow().component().equals(store);
                boolean again =
                        step.turns().greatest() > 1 && step.options().key().isEmpty();
                if (here && writing && (known || again)) {
                    return false;
                }
                known |= here && !writing;
                writes |= here && writing;
            }
        }
        return writes;
    }

    /** Returns the steps that call a component, each followed by the steps of the callee. */
    private static List<Step> taken(Scenario scenario, List<Step> steps, Set<String> within) {
        List<Step> taken = new ArrayList<>();
        for (Step step : Step.all(steps)) {
            step.target().ifPresent(target -> {
                taken.add(step);
                ComponentEntry callee = scenario.components().get(target.component());
                if (callee != null && within.add(target.component())) {
                    taken.addAll(taken(scenario, callee.spec().steps(), within));
                    within.remove(target.component());
                }
            });
        }
        return taken;
    }

    private static boolean byChance(KeyPopularity keys) {
        return !keys.inTurn() && keys.order().isEmpty() && keys.ofWriters().equals(keys);
    }

    private void spread(KeyPopularity asked, double perSecond, Map<Integer, Double> rows) {
        int alone = Math.min(RANKS_ALONE, asked.size());
        for (int rank = 1; rank <= alone; rank++) {
            rows.merge(asked.key(rank, page.keyNames()), perSecond * asked.probability(rank), Double::sum);
        }
        double width = (asked.size() - (double) alone) / STRATA;
        for (int stratum = 0; width > 0 && stratum < STRATA; stratum++) {
            int rank = (int) Math.min(asked.size(), 1 + alone + (long) ((stratum + 0.5) * width));
            add(asked.key(rank, page.keyNames()), perSecond * asked.probability(rank), width);
        }
    }

    private void add(int key, double perSecond, double many) {
        StringBuilder kept = new StringBuilder();
        Arrays.stream(model.keepers().of(key))
                .map(node -> kinds[node])
                .sorted()
                .forEach(kind -> kept.append(kept.length() == 0 ? "" : " ").append(kind));
        if (kept.length() > 0 && perSecond > 0) {
            keys.computeIfAbsent(kept.toString(), none -> new TreeMap<>()).merge(perSecond, many, Double::sum);
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
        for (var of : keys.entrySet()) {
            List<Keeper> keepers = keepers(of.getKey());
            Map<Double, Double> rates = of.getValue();
            Map<Integer, Double> looked = new TreeMap<>();
            for (var rate : rates.entrySet()) {
                double perSecond = rate.getKey();
                double those = rates.size() <= RATES_ALONE
                        ? share(keepers, perSecond, ahead, span, back)
                        : between(
                                perSecond,
                                at -> looked.computeIfAbsent(
                                        at, n -> share(keepers, StrictMath.exp(n * FINE), ahead, span, back)));
                all += rate.getValue() * perSecond * those;
            }
        }
        return all;
    }

    private double share(List<Keeper> keepers, double perSecond, double[] ahead, Span span, boolean back) {
        double share = 0;
        for (int at = 0; at < keepers.size(); at++) {
            Keeper here = keepers.get(at);
            double none = 1;
            for (int other = 0; other < keepers.size() && here.share() > 0; other++) {
                if (other != at) {
                    Keeper there = keepers.get(other);
                    double behind = ahead[there.kind()] - ahead[here.kind()];
                    double way = back ? wayNanos(there, here) : wayNanos(here, there);
                    none *= none(perSecond * there.share(), way / 2, behind, span);
                }
            }
            share += here.share() * (1 - none);
        }
        return share;
    }

    private double none(double perSecond, double wayNanos, double behindNanos, Span span) {
        double sum = 0;
        for (double time : times) {
            sum += StrictMath.exp(-perSecond * Math.max(0, span.nanos(time + wayNanos, behindNanos)) / 1e9);
        }
        return sum / times.length;
    }

    /** Returns the interpolated value for a rate. Interpolation is linear in the logarithms of rate and value. */
    private static double between(double perSecond, IntToDoubleFunction looked) {
        double place = StrictMath.log(perSecond) / FINE;
        int below = (int) Math.floor(place);
        double low = looked.applyAsDouble(below);
        double high = looked.applyAsDouble(below + 1);
        if (low <= 0 || high <= 0) {
            return low + (high - low) * (place - below);
        }
        return low * StrictMath.exp((place - below) * StrictMath.log(high / low));
    }

    /**
     * Returns the nodes that store a key, by their kinds. All shares are 0 if too few nodes are up to acknowledge a
     * write.
     */
    private List<Keeper> keepers(String kept) {
        int[] kindsOfAll =
                Arrays.stream(kept.split(" ")).mapToInt(Integer::parseInt).toArray();
        double[] shares = new double[kindsOfAll.length];
        for (String place : kindsOfAll.length < model.write() ? List.<String>of() : page.places()) {
            long near = Arrays.stream(kindsOfAll)
                    .filter(kind -> placeOf(kind).equals(place))
                    .count();
            for (int i = 0; i < shares.length; i++) {
                boolean called = near == 0 || placeOf(kindsOfAll[i]).equals(place);
                shares[i] += called ? page.usersNear(place) / (near == 0 ? shares.length : near) : 0;
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
        String one = placeOf(from.kind());
        String other = placeOf(to.kind());
        return one.equals(other) ? hopNanos : page.roundTripNanos(one, other);
    }
}
