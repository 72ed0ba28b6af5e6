package dev.brownout.verify.model;

import dev.brownout.random.TraceKeys;
import dev.brownout.scenario.Scenario;
import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Reference models of caches with eviction: under independent requests, after a cold start, and under a recorded trace.
 */
final class Caches implements ModelFamily {
    private static final double RATE = 1000;
    private static final int FEW_RUNS = 5;

    @Override
    public String title() {
        return "Caches";
    }

    @Override
    public List<ReferenceModel> models() {
        List<ReferenceModel> models = new ArrayList<>();
        addSmallCaches(models, "tiny", 6, 1.0, 3);
        addSmallCaches(models, "n100", 100, 0.8, 10);
        addSmallCaches(models, "n100b", 100, 1.0, 30);
        addLargeCaches(models, "a", 10_000, 0.8, 1_000, 36);
        addLargeCaches(models, "b", 10_000, 1.0, 100, 4);
        addLargeCaches(models, "c", 100_000, 1.0, 10_000, 800);
        addLargeCaches(models, "d", 100_000, 0.8, 1_000, 26);
        models.add(ScenarioRun.of("two-tiers")
                .rate(RATE)
                .minWarmup(40)
                .read("cache.tier.a", run -> Map.of("l1", hitRatio(run, "near"), "l2", hitRatio(run, "far"))));
        models.add(loop("lru")
                .withTrial(
                        "cache.loop.a.lru",
                        setup -> size -> Map.of(
                                "", PartialEstimate.Fact.content(setup.run(size).measure("cache", "hits"))))
                .runs(1)
                .requests(80_000));
        models.add(loop("opt").read("cache.loop.a.opt", run -> Map.of("", hitRatio(run, "cache"))));
        models.add(ScenarioRun.of("filter")
                .rate(RATE)
                .read("bloom.a", run -> Map.of("", filterPassShare(run)))
                .quickRequests(500_000));
        addColdStarts(models);
        addTraces(models);
        return models;
    }

    private static void addSmallCaches(
            List<ReferenceModel> models, String name, int keys, double exponent, int entries) {
        for (String eviction : List.of("lru", "fifo", "lfu")) {
            models.add(cache(keys, exponent, entries, eviction.equals("lfu") ? "perfect-lfu" : eviction)
                    .minWarmup(5)
                    .read("cache." + eviction + "." + name, run -> Map.of("", hitRatio(run, "cache"))));
        }
    }

    /**
     * Adds a large cache with LRU, FIFO and LFU. The warm-up is {@code warmup} seconds, which is enough for twenty
     * times as many misses as entries.
     */
    private static void addLargeCaches(
            List<ReferenceModel> models, String name, int keys, double exponent, int entries, double warmup) {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("cache.che.", "lru");
        rows.put("cache.chefifo.", "fifo");
        rows.put("cache.top.", "lfu");
        rows.forEach((row, eviction) -> models.add(cache(keys, exponent, entries, eviction)
                .minWarmup(warmup)
                .read(row + name, run -> Map.of("", hitRatio(run, "cache")))
                .runs(warmup > 100 ? FEW_RUNS : ReferenceModel.RUNS)));
    }

    private static ScenarioRun cache(int keys, double exponent, int entries, String eviction) {
        return ScenarioRun.of("hit-ratio")
                .with("keys", "zipf(" + exponent + " " + keys + ")")
                .with("entries", entries)
                .with("eviction", eviction)
                .rate(RATE);
    }

    private static ScenarioRun loop(String eviction) {
        return ScenarioRun.of("hit-ratio")
                .with("keys", "sequential(101)")
                .with("entries", 100)
                .with("eviction", eviction)
                .rate(RATE);
    }

    private static PartialEstimate hitRatio(ReplicationResult run, String cache) {
        double hits = run.measure(cache, "hits");
        return new PartialEstimate.Quotient(hits, hits + run.measure(cache, "misses"));
    }

    /** Returns the share of absent keys that pass the filter before the cache and are missed there. */
    private static PartialEstimate filterPassShare(ReplicationResult run) {
        double misses = run.measure("cache", "misses");
        return new PartialEstimate.Quotient(misses, misses + run.measure("cache", "filtered"));
    }

    /**
     * Adds cold starts of a cache without eviction. The hit ratio is measured in a window of 5 % around the instant.
     */
    private static void addColdStarts(List<ReferenceModel> models) {
        for (int seconds : new int[] {1, 10, 60}) {
            int before = 975 * seconds;
            models.add(emptyCache()
                    .with("duration", 1025 * seconds + "ms")
                    .with("warmup", before + "ms")
                    .withTrial(
                            "cache.cold.a.t" + seconds,
                            setup -> size -> Map.of("", coldStartHits(setup, size, 50 * seconds))));
        }
        models.add(emptyCache()
                .with("duration", "10001ms")
                .with("warmup", "10s")
                .read("cache.cold.a.fill", run -> Map.of("", run.average("cache", "entries"))));
    }

    private static ScenarioRun emptyCache() {
        return cache(10_000, 0.9, 10_000, "lru").rate(0);
    }

    /** Returns the hits of as many cold starts as add up to the number of requests. */
    private static PartialEstimate coldStartHits(ScenarioRun setup, ReferenceModel.Size size, int requestsPerStart) {
        int starts = (int) Math.max(1, size.requests() / requestsPerStart);
        PartialEstimate hits =
                hitRatio(setup.run(new ReferenceModel.Size(size.seed(), size.run() * starts, 0)), "cache");
        for (int i = 1; i < starts; i++) {
            hits = hits.merge(hitRatio(
                    setup.run(new ReferenceModel.Size(size.seed(), size.run() * starts + i, 0)), "cache"));
        }
        return hits;
    }

    private static void addTraces(List<ReferenceModel> models) {
        for (String eviction : List.of("LRU", "FIFO", "LFU", "CLOCK", "SIEVE", "S3FIFO", "ARC", "OPT")) {
            for (int entries : new int[] {75, 300, 1200, 3000}) {
                String id = "trace.web07." + eviction + "." + entries;
                models.add(cache(100, 1, entries, policyName(eviction))
                        .with("keys", "sequential(100)")
                        .rate(0)
                        .with("duration", "76118500us")
                        .with("warmup", "0s")
                        .with("get", "{ rate: constant(1k/s), key: $keys, path: [cache, db], timeout: none }")
                        .withTrial(
                                id,
                                setup -> size -> Map.of("", PartialEstimate.Fact.content(replayMisses(setup, size))))
                        .runs(1)
                        .requests(1));
            }
        }
    }

    private static String policyName(String eviction) {
        return eviction.equals("S3FIFO") ? "s3-fifo" : eviction.toLowerCase(Locale.ROOT);
    }

    /** Returns the number of misses of a recorded trace, replayed once in its order. */
    private static double replayMisses(ScenarioRun setup, ReferenceModel.Size size) {
        Scenario scenario = ScenarioRun.withKeys(setup.scenario(size), "get", new TraceKeys(traceKeys()));
        return new ReplicationResult(ScenarioRun.execute(scenario, 0)).measure("cache", "misses");
    }

    private static int[] traceKeys() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Caches.class.getResourceAsStream("web07.keys.gz")), StandardCharsets.US_ASCII))) {
            return lines.lines().mapToInt(line -> 1 + Integer.parseInt(line)).toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
