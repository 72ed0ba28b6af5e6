package dev.brownout.verify.model;

import dev.brownout.hashing.HashRing;
import dev.brownout.hashing.Hashing;
import dev.brownout.hashing.JumpHash;
import dev.brownout.hashing.Placement;
import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Reference models of key placement: node of a key, balance, keys moved when nodes are added, and effect of a hot key.
 */
final class KeyPlacementModels implements ModelFamily {
    private static final int POINTS = 200;
    private static final int FEW_RUNS = 5;
    /** Number of runs with a different ring each. Rings vary more than the keys on them. */
    private static final int RING_RUNS = 40;

    @Override
    public String title() {
        return "Sharding and consistent hashing";
    }

    @Override
    public List<ReferenceModel> models() {
        List<ReferenceModel> models = new ArrayList<>();
        for (int[] change : new int[][] {{4, 5}, {10, 11}, {4, 8}, {8, 12}}) {
            models.add(movedShare("mod", Hashing.MODULO, change[0], change[1]));
            models.add(movedShare("jump", Hashing.JUMP, change[0], change[1]));
            models.add(movedShare("ring", Hashing.RING, change[0], change[1]));
        }
        addBalance(models, 10, 1, 100);
        addBalance(models, 10, 100, 50);
        addBalance(models, 1000, 10, 4);
        addBalance(models, 1000, 100, 1);
        addBalance(models, 10, 1000, 20);
        addHotKey(models);
        addVectors(
                models, "jump", "1.1", "42.57", "3735883980.1", "3735883980.666", "256.1024", "0.60", "1.60", "2.60");
        addVectors(models, "clickhouse.jump", "3735883980.666", "256.1024", "42.57");
        for (String key : List.of("SVa_]_V41)", "*/Z;?V(.\\8")) {
            models.add(ReferenceModel.fact(
                    "ketama." + key, size -> Map.of("", PartialEstimate.Fact.content(ketama(key)))));
        }
        return models;
    }

    /**
     * Creates a model of the share of keys that move when the number of nodes changes, with a different ring in each
     * run.
     */
    private static ReferenceModel movedShare(String row, Hashing hashing, int from, int to) {
        return ReferenceModel.of("shard." + row + "." + from + "to" + to, size -> {
                    Placement before = hashing.placementOf(names(size.run() + "/", from), POINTS);
                    Placement after = hashing.placementOf(names(size.run() + "/", to), POINTS);
                    long moved = 0;
                    for (int i = 0; i < size.requests(); i++) {
                        long hash = Hashing.hash((int) (size.run() * size.requests()) + i + 1);
                        moved += before.nodeOf(hash) == after.nodeOf(hash) ? 0 : 1;
                    }
                    return Map.of("", new PartialEstimate.Quotient(moved, size.requests()));
                })
                .runs(RING_RUNS);
    }

    /**
     * Adds models of the node shares of several rings, relative to their mean: coefficient of variation, 99.5 %
     * quantile, and mean of the largest share.
     */
    private static void addBalance(List<ReferenceModel> models, int nodes, int points, int rings) {
        String row = ".N" + nodes + "V" + points;
        ReferenceModel.Trial trial = size -> {
            double[] relativeShares = new double[rings * nodes];
            PartialEstimate.Moments moments = PartialEstimate.Moments.empty(PartialEstimate.Moments.Figure.VARIATION);
            double sumOfMaxima = 0;
            for (int i = 0; i < rings; i++) {
                double[] shares = HashRing.of(names(size.run() + "." + i + "/", nodes), points)
                        .shares();
                double max = 0;
                for (int node = 0; node < nodes; node++) {
                    double share = shares[node] * nodes;
                    relativeShares[i * nodes + node] = share;
                    moments = moments.and(share);
                    max = Math.max(max, share);
                }
                sumOfMaxima += max;
            }
            Arrays.sort(relativeShares);
            return Map.of(
                    "sd" + row,
                    moments,
                    "q99" + row,
                    new PartialEstimate.Quotient(relativeShares[(int) (0.995 * relativeShares.length)], 1),
                    "max" + row,
                    new PartialEstimate.Quotient(sumOfMaxima, rings));
        };
        for (String measure : List.of("sd", "q99", "max")) {
            models.add(ReferenceModel.of(
                            "shard.ring" + measure + row,
                            size -> Map.of("", trial.run(size).get(measure + row)))
                    .withFixedLength());
        }
    }

    /** Adds models of one key with three tenths of the writes on eight shards, plain and split into four parts. */
    private static void addHotKey(List<ReferenceModel> models) {
        ScenarioRun plain = ScenarioRun.of("hot-shard").rate(1000);
        models.add(
                plain.read("shard.hot.a", run -> Map.of("", busiestShare(run))).runs(FEW_RUNS));
        models.add(plain.read(
                        "shard.cap.a",
                        run -> Map.of(
                                "",
                                new PartialEstimate.Quotient(
                                        1, busiestShare(run).value())))
                .runs(FEW_RUNS));
        models.add(ScenarioRun.of("hot-shard")
                .with(
                        "db",
                        "{ kind: database, shards: 8, replicas: 0, queue: unlimited, write: 0ms,"
                                + " hot_keys: { bieber: suffixes(4) } }")
                .rate(1000)
                .read("shard.salted.a", run -> Map.of("", busiestShare(run)))
                .runs(FEW_RUNS));
    }

    /** Returns the share of the work at the busiest of eight shards. */
    private static PartialEstimate busiestShare(ReplicationResult run) {
        return new PartialEstimate.Quotient(run.measure("db", "skew"), 8);
    }

    private static void addVectors(List<ReferenceModel> models, String id, String... rows) {
        for (String row : rows) {
            int dot = row.indexOf('.');
            long key = Long.parseLong(row.substring(0, dot));
            int buckets = Integer.parseInt(row.substring(dot + 1));
            models.add(ReferenceModel.fact(
                    id + "." + row,
                    size -> Map.of("", PartialEstimate.Fact.content((double) JumpHash.bucket(key, buckets)))));
        }
    }

    /**
     * Returns the host of a key among eight hosts with unequal weights, with an average of forty labels of four points
     * per host.
     */
    private static String ketama(String key) {
        int[] weights = {600, 300, 200, 350, 1000, 800, 950, 100};
        int totalWeight = Arrays.stream(weights).sum();
        int[] points = Arrays.stream(weights)
                .map(weight -> 4 * (weight * 40 * weights.length / totalWeight))
                .toArray();
        List<String> hosts = names("10.0.1.", weights.length);
        return hosts.get(HashRing.of(hosts, points).nodeAt(HashRing.place(key)));
    }

    private static List<String> names(String prefix, int nodes) {
        return IntStream.rangeClosed(1, nodes).mapToObj(i -> prefix + i).toList();
    }
}
