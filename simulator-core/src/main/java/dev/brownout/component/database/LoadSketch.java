package dev.brownout.component.database;

import dev.brownout.component.database.reads.Reads;
import dev.brownout.component.database.sharding.HotKey;
import dev.brownout.component.database.sharding.KeyPlacement;
import dev.brownout.node.Cores;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeyPopularity;
import dev.brownout.service.Request.Operation;
import dev.brownout.vocabulary.Rate;
import dev.brownout.wiring.Demand;
import dev.brownout.wiring.LogSketch;
import dev.brownout.wiring.Sketch;
import dev.brownout.wiring.StationSketch;
import dev.brownout.wiring.StationSketch.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the load asks of a database's nodes: writes of the primaries, reads of whoever answers them, and of replicas
 * besides to apply the writes. Of several shards the busiest is told from the others, which are taken together.
 */
final class LoadSketch {
    /** Keys beyond this rank are taken to be spread evenly. */
    private static final int RANKS_ALONE = 20_000;

    private final DatabaseSpec spec;
    private final Sketch sketch;
    private final KeyPlacement placement;
    private final double[] reads;
    private final double[] writes;
    private final Map<Integer, HotKey> remedies = new LinkedHashMap<>();
    private final Map<Integer, double[]> alone = new LinkedHashMap<>();

    LoadSketch(DatabaseSpec spec, Sketch sketch) {
        this.spec = spec;
        this.sketch = sketch;
        this.placement = new KeyPlacement(spec.sharding(), spec.shards());
        this.reads = new double[spec.shards()];
        this.writes = new double[spec.shards()];
        KeyNames names = sketch.keyNames(); // a key that is not among them is refused where the database is built
        spec.hot_keys().forEach((name, remedy) -> names.find(name).ifPresent(key -> remedies.put(key, remedy)));
    }

    void draw() {
        sketch.demands().forEach(this::spread);
        if (spec.shards() == 1 && remedies.isEmpty()) {
            group("", spec, List.of(""), reads[0], writes[0]);
            return;
        }
        int busiest = 0;
        double allReads = 0;
        double allWrites = 0;
        for (int shard = 0; shard < reads.length; shard++) {
            busiest = reads[shard] + writes[shard] > reads[busiest] + writes[busiest] ? shard : busiest;
            allReads += reads[shard];
            allWrites += writes[shard];
        }
        List<String> others = new ArrayList<>();
        for (int shard = 0; shard < reads.length; shard++) {
            if (shard != busiest) {
                others.add("shard-" + (shard + 1) + "/");
            }
        }
        String hottest = "shard-" + (busiest + 1) + "/";
        group(hottest, spec, List.of(hottest), reads[busiest], writes[busiest]);
        if (!others.isEmpty()) {
            group("shard-*/", spec, others, allReads - reads[busiest], allWrites - writes[busiest]);
        }
        alone.forEach((key, load) -> {
            String own = "shard-" + sketch.keyNames().name(key) + "/";
            group(own, spec.alone(((HotKey.OwnShard) remedies.get(key)).nodes()), List.of(own), load[0], load[1]);
        });
    }

    /** Finds the shards of the keys that calls are for; without a key a read asks all shards, a write one of them. */
    private void spread(Demand calls) {
        boolean read = calls.operation() == Operation.READ;
        if (calls.keys().isEmpty() || spec.shards() == 1 && remedies.isEmpty()) {
            evenly(calls.perSecond() * (read ? reads.length : 1), read);
            return;
        }
        KeyPopularity keys = calls.keys().get();
        KeyNames names = sketch.keyNames();
        double left = 1;
        for (int rank = 1; rank <= Math.min(RANKS_ALONE, keys.size()); rank++) {
            double share = keys.probability(rank);
            left -= share;
            place(keys.key(rank, names), share * calls.perSecond(), read);
        }
        if (keys.size() > RANKS_ALONE) {
            evenly(left * calls.perSecond(), read);
        }
    }

    private void evenly(double perSecond, boolean read) {
        for (int shard = 0; shard < reads.length; shard++) {
            (read ? reads : writes)[shard] += perSecond / reads.length;
        }
    }

    private void place(int key, double perSecond, boolean read) {
        HotKey remedy = remedies.get(key);
        int parts = 1;
        boolean all = false;
        if (remedy instanceof HotKey.OwnShard) {
            alone.computeIfAbsent(key, k -> new double[2])[read ? 0 : 1] += perSecond;
            return;
        } else if (remedy instanceof HotKey.Copies copies) {
            parts = copies.copies();
            all = !read;
        } else if (remedy instanceof HotKey.Suffixes suffixes) {
            parts = suffixes.suffixes();
            all = read;
        }
        int first = placement.shardOf(key);
        for (int part = 0; part < parts; part++) {
            (read ? reads : writes)[(first + part) % reads.length] += all ? perSecond : perSecond / parts;
        }
    }

    /** Groups of nodes that are alike, each a primary and its replicas. */
    private void group(String label, DatabaseSpec of, List<String> prefixes, double readRate, double writeRate) {
        List<String> primaries = new ArrayList<>();
        List<String> replicas = new ArrayList<>();
        List<String> places = sketch.places();
        int first = Math.max(0, places.indexOf(of.primary().orElse("")));
        int copies = of.replicas().orElse(places.size() - 1);
        for (String prefix : prefixes) {
            for (int i = 0; i <= copies; i++) {
                String node = prefix + (i == 0 ? "primary" : "replica-" + i);
                if (sketch.up(node, places.get((first + i) % places.size()))) {
                    (i == 0 ? primaries : replicas).add(node);
                }
            }
        }
        if (primaries.isEmpty() && of.failover().isPresent() && !replicas.isEmpty()) {
            primaries.add(replicas.remove(0));
        }
        boolean oneEach = places.size() > 1 && copies < places.size();
        double byPrimaries = byPrimaries(of.reads(), primaries.size(), replicas.size(), copies > 0, oneEach) * readRate;
        station(
                label + "primary",
                primaries,
                writeRate + byPrimaries,
                List.of(new Work(writeRate, of.write(), true), new Work(byPrimaries, of.read(), true)));
        if (copies > 0) {
            List<Work> works = new ArrayList<>();
            works.add(new Work(readRate - byPrimaries, of.read(), true));
            double cost = of.replication().apply_cost().ratio();
            double written = writeRate / prefixes.size();
            double pace = of.replication().apply().map(Rate::perSecond).orElse(Double.POSITIVE_INFINITY);
            if (cost > 0) {
                works.add(new Work(
                        Math.min(written, pace) * replicas.size(), of.write().scaled(cost), false));
            }
            station(label + "replica-*", replicas, readRate - byPrimaries, works);
            if (!replicas.isEmpty()) {
                sketch.log(new LogSketch(label + "replica-*", written, pace));
            }
        }
    }

    /**
     * Share of the reads that primaries answer. Where each region has one node, that node answers the region's reads.
     */
    private static double byPrimaries(Reads reads, int primaries, int replicas, boolean replicated, boolean oneEach) {
        double evenly = primaries / Math.max(1.0, primaries + replicas);
        return switch (reads.from()) {
            case PRIMARY -> 1;
            case ANY -> evenly;
            case REPLICAS -> {
                if (oneEach) {
                    yield evenly;
                }
                yield !replicated || replicas == 0 && reads.fallback() == Reads.Fallback.PRIMARY ? 1 : 0;
            }
        };
    }

    private void station(String part, List<String> nodes, double calls, List<Work> works) {
        sketch.station(new StationSketch(
                part,
                nodes,
                spec.cores(),
                spec.queue().orElse(StationSketch.ANY_NUMBER),
                Cores.Scheduling.FIFO,
                calls,
                works,
                Optional.empty()));
    }
}
