package dev.brownout.component.database;

import dev.brownout.component.database.resharding.MovePlan;
import dev.brownout.component.database.sharding.KeyPlacement;
import dev.brownout.component.database.sharding.ShardNames;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.RankStratum;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.ReadFrom;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StationModel.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Analytical load of the nodes of a database: writes on primaries, reads on the nodes that serve them, and applied
 * writes on replicas. The busiest of several shards is reported separately; the remaining ones are aggregated. The
 * loads of shards are unknown while keys move, and with rules for hot keys.
 */
final class DatabaseLoadModel {
    /** Highest rank of a key that is modelled individually. Keys of higher ranks are aggregated. */
    private static final int RANKS_ALONE = 20_000;

    private static final int STRATA = 10_000;

    private final DatabaseSpec spec;
    private final DatabaseEngine engine;
    private final CapacityModel model;
    private final MovePlan plan;
    private final KeyPlacement placement;
    private final int shards;
    private final Map<QueryLoad, double[]> reads = new LinkedHashMap<>();
    private final double[] writes;
    private final Optional<Sentence> unknown;

    /** Kind of read: query class and requested read source. Plain reads have an empty class name. */
    private record QueryLoad(String query, Optional<ReadFrom> from) {}

    DatabaseLoadModel(DatabaseSpec spec, CapacityModel model) {
        this.spec = spec;
        this.engine = spec.engine();
        this.model = model;
        KeyPlacement first = spec.shardSettings().placement(model.keySpace());
        this.plan = MoveCommands.of(spec, model.name(), model.shardOrders()).plan(first);
        this.placement = plan.placementAt(model.fromNanos());
        this.shards = placement.shards();
        reads.put(new QueryLoad("", Optional.empty()), new double[shards]);
        this.writes = new double[shards];
        this.unknown = unknownShares();
    }

    void addToModel() {
        model.demands().forEach(this::spread);
        if (engine.lock().isPresent()) {
            new HotRowModel(spec, model).addToModel();
        }
        if (shards == 1
                && spec.shardSettings().hotKeys().isEmpty()
                && plan.moves().isEmpty()) {
            shards("", List.of(""), List.of(0));
            return;
        }
        if (unknown.isPresent()) {
            List<Integer> all = IntStream.range(0, shards).boxed().toList();
            shards(
                    ShardNames.ANY + "/",
                    all.stream().map(DatabaseLoadModel::prefix).toList(),
                    all);
            return;
        }
        int busiest = 0;
        for (int shard = 0; shard < shards; shard++) {
            busiest = load(shard) > load(busiest) ? shard : busiest;
        }
        shards(prefix(busiest), List.of(prefix(busiest)), List.of(busiest));
        modelOtherShards(busiest);
    }

    /** Returns the reason why the loads of the shards are unknown; empty if they are known. */
    private Optional<Sentence> unknownShares() {
        return plan.movesDuring(model.fromNanos(), model.toNanos())
                ? Optional.of(Sentence.of("keys move between its shards"))
                : Optional.of(Sentence.of("rules for hot keys spread their load"))
                        .filter(reason -> !spec.shardSettings().hotKeys().isEmpty());
    }

    /** Models all shards except the busiest one, and aggregates the largest set of them with equal nodes. */
    private void modelOtherShards(int busiest) {
        Map<List<String>, List<Integer>> equalNodes = new LinkedHashMap<>();
        for (int shard = 0; shard < shards; shard++) {
            if (shard != busiest) {
                equalNodes
                        .computeIfAbsent(availableNodes(shard), nodes -> new ArrayList<>())
                        .add(shard);
            }
        }
        List<Integer> most = List.of();
        for (List<Integer> some : equalNodes.values()) {
            most = some.size() > most.size() ? some : most;
        }
        for (List<Integer> some : equalNodes.values()) {
            if (some == most) {
                List<String> prefixes =
                        some.stream().map(DatabaseLoadModel::prefix).toList();
                shards(ShardNames.ANY + "/", prefixes, some);
            } else {
                some.forEach(shard -> shards(prefix(shard), List.of(prefix(shard)), List.of(shard)));
            }
        }
    }

    private static String prefix(int shard) {
        return ShardNames.nameOf(shard) + "/";
    }

    /** Returns the nodes of a shard that are up, without the shard name. */
    private List<String> availableNodes(int shard) {
        InitialNodes initialNodes = InitialNodes.of(spec, model, List.of(prefix(shard)));
        return Stream.concat(initialNodes.primaries().stream(), initialNodes.replicas().stream())
                .map(node -> node.substring(prefix(shard).length()))
                .toList();
    }

    private static double sum(double[] all, List<Integer> some) {
        double sum = 0;
        for (int shard : some) {
            sum += all[shard];
        }
        return sum;
    }

    /** Returns the load that ranks shards: calls per second, or with query classes core-ns of work per second. */
    private double load(int shard) {
        boolean calls = engine.queries().isEmpty();
        double sum = 0;
        for (Map.Entry<QueryLoad, double[]> some : reads.entrySet()) {
            double each = calls ? 1 : engine.work(some.getKey().query()).mean();
            sum += some.getValue()[shard] * each;
        }
        return sum + writes[shard] * (calls ? 1 : engine.write().mean());
    }

    /** Distributes calls over the shards of their keys. Without a key, reads go to all shards, a write to one. */
    private void spread(OfferedDemand calls) {
        boolean read = calls.operation() == Operation.READ;
        QueryLoad queryLoad =
                new QueryLoad(calls.route().endpoint(), calls.route().from());
        double[] of = read ? reads.computeIfAbsent(queryLoad, a -> new double[shards]) : writes;
        if (calls.keys().isEmpty() || shards == 1) {
            for (int shard = 0; shard < shards; shard++) {
                of[shard] += calls.perSecond() * (read ? 1 : 1.0 / shards);
            }
            return;
        }
        KeyPopularity keys = calls.keys().get();
        KeyNames names = model.keyNames();
        double left = 1;
        for (int rank = 1; rank <= Math.min(RANKS_ALONE, keys.size()); rank++) {
            double share = keys.probability(rank);
            left -= share;
            of[placement.shardOf(keys.key(rank, names))] += share * calls.perSecond();
        }
        if (keys.size() > RANKS_ALONE) {
            double[] shares = placement.isOrdered() ? byRange(keys) : placement.shares();
            for (int shard = 0; shard < shares.length; shard++) {
                of[shard] += left * calls.perSecond() * shares[shard];
            }
        }
    }

    /** Returns the share of each range in keys beyond {@link #RANKS_ALONE}, by the middle key of each stratum. */
    private double[] byRange(KeyPopularity keys) {
        double[] shares = new double[writes.length];
        double sum = 0;
        for (RankStratum stratum : RankStratum.strataAfter(RANKS_ALONE, STRATA, keys)) {
            double share = keys.probability(stratum.rank());
            shares[placement.shardOf(keys.key(stratum.rank(), model.keyNames()))] += share;
            sum += share;
        }
        for (int shard = 0; shard < shares.length; shard++) {
            shares[shard] = sum > 0 ? shares[shard] / sum : 1.0 / shares.length;
        }
        return shares;
    }

    /** Models shards with equal replica groups, each with a primary and its replicas. */
    private void shards(String label, List<String> prefixes, List<Integer> some) {
        double writeRate = sum(writes, some);
        InitialNodes initialNodes = InitialNodes.of(spec, model, prefixes);
        List<String> primaries = initialNodes.primaries();
        List<String> replicas = initialNodes.replicas();
        List<String> places = model.places();
        int copies = spec.copies(places.size());
        boolean oneEach = places.size() > 1 && copies < places.size();
        List<Work> atPrimaries = new ArrayList<>(List.of(new Work(writeRate, engine.write(), true)));
        List<Work> works = new ArrayList<>();
        DiskLoadModel disks = new DiskLoadModel(spec, model, unknown);
        double byPrimaries = 0;
        double byReplicas = 0;
        for (Map.Entry<QueryLoad, double[]> read : reads.entrySet()) {
            QueryLoad queryLoad = read.getKey();
            double all = sum(read.getValue(), some);
            double part = spec.replicaSettings()
                            .reads()
                            .byPrimaries(queryLoad.from(), primaries.size(), replicas.size(), copies > 0, oneEach)
                    * all;
            atPrimaries.add(new Work(part, engine.work(queryLoad.query()), true));
            works.add(new Work(all - part, engine.work(queryLoad.query()), true));
            disks.reads(queryLoad.query(), part, all - part);
            byPrimaries += part;
            byReplicas += all - part;
        }
        if (spec.several()) {
            fromOthers(primaries, writeRate, atPrimaries);
        }
        Optional<Sentence> rows = Optional.of(Sentence.of("writes also wait for row locks"))
                .filter(why -> engine.lock().isPresent() && writeRate > 0);
        station(
                label + "primary",
                primaries,
                writeRate + byPrimaries,
                atPrimaries,
                disks.obstacle(true, writeRate).or(() -> rows));
        if (copies > 0) {
            double written = writeRate / prefixes.size();
            followers(label + "replica-*", replicas, byReplicas, works, written, disks.obstacle(false, 0));
        }
        disks.addToModel(label, primaries, replicas, writeRate);
    }

    /** Adds the work of applying the writes of the other primaries in a multi-primary database. */
    private void fromOthers(List<String> primaries, double writes, List<Work> works) {
        double cost = spec.replicaSettings().replication().applyCost().ratio();
        double pace = spec.replicaSettings().replication().maxAppliedPerSecond();
        double each = writes * (primaries.size() - 1) / Math.max(1, primaries.size());
        if (cost > 0) {
            works.add(new Work(
                    Math.min(each, pace) * primaries.size(), engine.write().scale(cost), false));
        }
    }

    /** Models the replicas of some groups. Each replica applies {@code written} writes per second besides its reads. */
    private void followers(
            String part,
            List<String> replicas,
            double reads,
            List<Work> works,
            double written,
            Optional<Sentence> obstacle) {
        double cost = spec.replicaSettings().replication().applyCost().ratio();
        double pace = spec.replicaSettings().replication().maxAppliedPerSecond();
        if (cost > 0) {
            works.add(new Work(
                    Math.min(written, pace) * replicas.size(), engine.write().scale(cost), false));
        }
        station(part, replicas, reads, works, obstacle);
    }

    private void station(String part, List<String> nodes, double calls, List<Work> works, Optional<Sentence> obstacle) {
        CoreQueue cores = engine.nodeCores().model(model.cores(engine.cores()));
        model.station(new StationModel(part, nodes, cores, calls, works)
                .withoutFormula(obstacle)
                .withUnknownLoad(unknown));
    }
}
