package dev.brownout.component.database;

import dev.brownout.component.database.resharding.AverageKeyPlacement;
import dev.brownout.component.database.resharding.MovePlan;
import dev.brownout.component.database.sharding.HotKey;
import dev.brownout.component.database.sharding.KeyPlacement;
import dev.brownout.component.database.sharding.ShardNames;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.RankStratum;
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
import java.util.stream.Stream;

/**
 * Analytical load of the nodes of a database: writes on primaries, reads on the nodes that serve them, and applied
 * writes on replicas. The busiest of several shards is reported separately; the remaining ones are aggregated.
 */
final class DatabaseLoadModel {
    /** Highest rank of a key that is modelled individually. Keys of higher ranks are aggregated. */
    private static final int RANKS_ALONE = 20_000;

    private static final int STRATA = 10_000;

    /** Minimum load ratio of a busier shard while keys move, so that all stages report the same shard. */
    private static final double BUSIER = 1.02;

    private final DatabaseSpec spec;
    private final DatabaseEngine engine;
    private final CapacityModel model;
    private final KeyNames names;
    private final AverageKeyPlacement keys;
    private final MovePlan plan;
    private final List<MovePlan.Move> moves;
    private final int shards;
    private final Map<QueryLoad, double[]> reads = new LinkedHashMap<>();
    private final double[] writes;

    private final Map<Integer, HotKey> remedies = new LinkedHashMap<>();
    private final Map<Integer, Alone> alone = new LinkedHashMap<>();
    /** Factor on the work time of the shards that are being modelled. */
    private double slower = 1;

    /** Kind of read: query class and requested read source. Plain reads have an empty class name. */
    private record QueryLoad(String query, Optional<ReadFrom> from) {}

    /** Common properties of aggregated shards: node names without the shard name, and the factor on the work time. */
    private record Alike(List<String> nodes, double slower) {}

    /** Load of a key with its own replica group, in calls per second. */
    private static final class Alone {
        private final Map<QueryLoad, Double> reads = new LinkedHashMap<>();
        private double writes;
    }

    DatabaseLoadModel(DatabaseSpec spec, CapacityModel model) {
        this.spec = spec;
        this.engine = spec.engine();
        this.model = model;
        KeyPlacement first = spec.shardSettings().placement(model.keySpace());
        this.plan = MoveCommands.of(spec, model.name(), model.shardOrders()).plan(first);
        this.moves = plan.moves();
        this.keys = plan.over(model.fromNanos(), model.toNanos());
        this.shards = keys.shards();
        reads.put(new QueryLoad("", Optional.empty()), new double[shards]);
        this.writes = new double[shards];
        this.names = model.keyNames(); // an unknown key is rejected when the database is built
        spec.shardSettings()
                .hot_keys()
                .forEach((name, remedy) -> names.find(name).ifPresent(key -> remedies.put(key, remedy)));
    }

    void draw() {
        model.demands().forEach(this::spread);
        if (engine.lock().isPresent()) {
            new HotRowModel(spec, model).draw();
        }
        plan.sketches().forEach(model::declare);
        if (spec.shardSettings().shards() == 1 && remedies.isEmpty() && moves.isEmpty()) {
            group("", spec, List.of(""), readsOf(List.of(0)), writes[0]);
            return;
        }
        int busiest = 0;
        double least = moves.isEmpty() ? 1 : BUSIER;
        for (int shard = 0; shard < keys.old(); shard++) {
            busiest = load(shard) > least * load(busiest) ? shard : busiest;
        }
        shards(prefix(busiest), List.of(busiest));
        together(ShardNames.ANY + "/", 0, keys.old(), busiest);
        String last = shards > keys.old() + 1 ? "-" + shards : "";
        together(ShardNames.at(keys.old()) + last + "/", keys.old(), shards, -1);
        slower = 1;
        alone.forEach((key, load) -> {
            String own = ShardNames.ofKey(names.name(key)) + "/";
            DatabaseSpec ownSpec = spec.alone(((HotKey.OwnShard) remedies.get(key)).nodes());
            group(own, ownSpec, List.of(own), load.reads, load.writes);
        });
    }

    /** Models a range of shards, {@code to} and {@code but} excluded, and aggregates its largest equivalent set. */
    private void together(String label, int from, int to, int but) {
        Map<Alike, List<Integer>> alike = new LinkedHashMap<>();
        for (int shard = from; shard < to; shard++) {
            if (shard != but) {
                Alike kind = new Alike(standing(shard), keys.slower(shard));
                alike.computeIfAbsent(kind, its -> new ArrayList<>()).add(shard);
            }
        }
        List<Integer> most = List.of();
        for (List<Integer> some : alike.values()) {
            most = some.size() > most.size() ? some : most;
        }
        for (List<Integer> some : alike.values()) {
            if (some == most) {
                shards(label, some);
            } else {
                some.forEach(shard -> shards(prefix(shard), List.of(shard)));
            }
        }
    }

    private void shards(String label, List<Integer> some) {
        slower = some.isEmpty() ? 1 : keys.slower(some.get(0));
        group(label, spec, some.stream().map(DatabaseLoadModel::prefix).toList(), readsOf(some), sum(writes, some));
    }

    private static String prefix(int shard) {
        return ShardNames.at(shard) + "/";
    }

    /** Returns the nodes of a shard that are up, without the shard name. */
    private List<String> standing(int shard) {
        InitialNodes there = InitialNodes.of(spec, model, List.of(prefix(shard)));
        return Stream.concat(there.primaries().stream(), there.replicas().stream())
                .map(node -> node.substring(prefix(shard).length()))
                .toList();
    }

    private Map<QueryLoad, Double> readsOf(List<Integer> some) {
        Map<QueryLoad, Double> theirs = new LinkedHashMap<>();
        reads.forEach((asked, all) -> theirs.put(asked, sum(all, some)));
        return theirs;
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
        QueryLoad asked = new QueryLoad(calls.endpoint(), calls.from());
        double[] of = read ? reads.computeIfAbsent(asked, a -> new double[shards]) : writes;
        if (calls.keys().isEmpty() || shards == 1 && remedies.isEmpty()) {
            evenly(calls.perSecond() * (read ? of.length : 1), of);
            return;
        }
        KeyPopularity asking = calls.keys().get();
        double left = 1;
        for (int rank = 1; rank <= Math.min(RANKS_ALONE, asking.size()); rank++) {
            double share = asking.probability(rank);
            left -= share;
            int key = asking.key(rank, names);
            place(key, share * calls.perSecond(), read ? asked : null, of);
        }
        if (asking.size() > RANKS_ALONE) {
            double[] shares = keys.ordered() ? byRange(asking) : keys.shares();
            for (int shard = 0; shard < shares.length; shard++) {
                of[shard] += left * calls.perSecond() * shares[shard];
            }
        }
    }

    /** Returns the share of each range in keys beyond {@link #RANKS_ALONE}, by the middle key of each stratum. */
    private double[] byRange(KeyPopularity asking) {
        double[] shares = new double[writes.length];
        double sum = 0;
        for (RankStratum stratum : RankStratum.beyond(RANKS_ALONE, STRATA, asking)) {
            double share = asking.probability(stratum.rank());
            keys.add(asking.key(stratum.rank(), names), share, shares);
            sum += share;
        }
        for (int shard = 0; shard < shares.length; shard++) {
            shares[shard] = sum > 0 ? shares[shard] / sum : 1.0 / shares.length;
        }
        return shares;
    }

    private static void evenly(double perSecond, double[] of) {
        for (int shard = 0; shard < of.length; shard++) {
            of[shard] += perSecond / of.length;
        }
    }

    /** Adds the calls for one key to the load. The kind of read {@code asked} is {@code null} for writes. */
    private void place(int key, double perSecond, QueryLoad asked, double[] of) {
        HotKey remedy = remedies.get(key);
        int parts = 1;
        boolean all = false;
        if (remedy instanceof HotKey.OwnShard) {
            Alone its = alone.computeIfAbsent(key, k -> new Alone());
            if (asked == null) {
                its.writes += perSecond;
            } else {
                its.reads.merge(asked, perSecond, Double::sum);
            }
            return;
        } else if (remedy instanceof HotKey.Copies copies) {
            parts = copies.copies();
            all = asked == null;
        } else if (remedy instanceof HotKey.Suffixes suffixes) {
            parts = suffixes.suffixes();
            all = asked != null;
        }
        if (remedy == null) {
            keys.add(key, perSecond, of);
            return;
        }
        int first = remedy instanceof HotKey.AssignedShard placed ? placed.shard() - 1 : keys.shardOf(key);
        for (int part = 0; part < parts; part++) {
            of[(first + part) % of.length] += all ? perSecond : perSecond / parts;
        }
    }

    /** Models equivalent replica groups, each with a primary and its replicas. */
    private void group(
            String label, DatabaseSpec of, List<String> prefixes, Map<QueryLoad, Double> readRates, double writeRate) {
        InitialNodes there = InitialNodes.of(of, model, prefixes);
        List<String> primaries = there.primaries();
        List<String> replicas = there.replicas();
        List<String> places = model.places();
        int copies = of.copies(places.size());
        boolean oneEach = places.size() > 1 && copies < places.size();
        List<Work> atPrimaries =
                new ArrayList<>(List.of(work(writeRate, of.engine().write(), true)));
        List<Work> works = new ArrayList<>();
        DiskLoadModel disks = new DiskLoadModel(of, model);
        double byPrimaries = 0;
        double byReplicas = 0;
        for (Map.Entry<QueryLoad, Double> some : readRates.entrySet()) {
            QueryLoad asked = some.getKey();
            double part = of.replicaSettings()
                            .reads()
                            .byPrimaries(asked.from(), primaries.size(), replicas.size(), copies > 0, oneEach)
                    * some.getValue();
            atPrimaries.add(work(part, of.engine().work(asked.query()), true));
            works.add(work(some.getValue() - part, of.engine().work(asked.query()), true));
            disks.reads(asked.query(), part, some.getValue() - part);
            byPrimaries += part;
            byReplicas += some.getValue() - part;
        }
        if (of.several()) {
            fromOthers(of, primaries, writeRate, atPrimaries);
        }
        Optional<String> rows = Optional.of("writes also wait for row locks")
                .filter(why -> engine.lock().isPresent() && writeRate > 0);
        station(
                label + "primary",
                primaries,
                writeRate + byPrimaries,
                atPrimaries,
                disks.besides(true, writeRate).or(() -> rows));
        if (copies > 0) {
            double written = writeRate / prefixes.size();
            followers(label + "replica-*", of, replicas, byReplicas, works, written, disks.besides(false, 0));
        }
        disks.draw(label, primaries, replicas, writeRate);
    }

    /** Adds the work of applying the writes of the other primaries in a multi-primary database. */
    private static void fromOthers(DatabaseSpec of, List<String> primaries, double writes, List<Work> works) {
        double cost = of.replicaSettings().replication().apply_cost().ratio();
        double pace = of.replicaSettings().replication().maxAppliedPerSecond();
        double each = writes * (primaries.size() - 1) / Math.max(1, primaries.size());
        if (cost > 0) {
            works.add(new Work(
                    Math.min(each, pace) * primaries.size(), of.engine().write().scaled(cost), false));
        }
    }

    /** Models the replicas of some groups. Each replica applies {@code written} writes per second besides its reads. */
    private void followers(
            String part,
            DatabaseSpec of,
            List<String> replicas,
            double reads,
            List<Work> works,
            double written,
            Optional<String> obstacle) {
        double cost = of.replicaSettings().replication().apply_cost().ratio();
        double pace = of.replicaSettings().replication().maxAppliedPerSecond();
        if (cost > 0) {
            works.add(work(
                    Math.min(written, pace) * replicas.size(),
                    of.engine().write().scaled(cost),
                    false));
        }
        station(part, replicas, reads, works, obstacle);
    }

    /** Creates work of nodes. It takes longer while keys move. */
    private Work work(double perSecond, Distribution length, boolean awaited) {
        return new Work(perSecond, Work.slowed(length, slower), awaited);
    }

    private void station(String part, List<String> nodes, double calls, List<Work> works, Optional<String> obstacle) {
        CoreQueue cores =
                CoreQueue.fifo(model.cores(engine.cores()), engine.queue()).withSpeed(engine.speed());
        model.station(new StationModel(part, nodes, cores, calls, works).withoutFormula(obstacle));
    }
}
