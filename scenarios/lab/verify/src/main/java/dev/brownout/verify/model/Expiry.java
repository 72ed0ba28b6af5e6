package dev.brownout.verify.model;

import dev.brownout.eviction.BoundedStore;
import dev.brownout.eviction.Eviction;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySampler;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.ZipfKeys;
import dev.brownout.scenario.Scenario;
import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import dev.brownout.workload.TraceArrivals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reference models of caches with entries that expire after their load or their last use. Loading takes no time, except
 * for stampedes.
 */
final class Expiry implements ModelFamily {
    private static final double NANOS = 1e9;
    private static final int FEW_RUNS = 8;

    @Override
    public String title() {
        return "Expiry";
    }

    @Override
    public List<ReferenceModel> models() {
        List<ReferenceModel> models = new ArrayList<>();
        addSingleKey(models, "a", 1.0, "1/s", 10);
        addSingleKey(models, "b", 0.1, "6/min", 60);
        addManyKeys(models, "a", "zipf(0.8 1000)", 100, 60);
        addManyKeys(models, "b", "zipf(1.0 10k)", 1000, 30);
        models.add(liveEntries("ttl.zipf.size.a", new ZipfKeys(0.8, 1_000), 100, 60));
        models.add(liveEntries("ttl.zipf.size.b", new ZipfKeys(1, 10_000), 1_000, 30));
        models.add(ScenarioRun.of("expiry")
                .with("load", "constant(20/min)")
                .with("duration", "12000s")
                .with("warmup", "0s")
                .withTrial(
                        "ttl.periodic.a",
                        setup -> size -> Map.of(
                                "",
                                PartialEstimate.Fact.content(
                                        hitRatio(setup.run(size)).value())))
                .runs(1));
        models.add(ScenarioRun.of("expiry").rate(0.2).minWarmup(1000).withTrial("ttl.renewal.a", setup -> size -> {
            Scenario scenario = setup.scenario(size);
            KeyedRandom random = new KeyedRandom(KeyedRandom.key(size.seed(), size.run(), "gaps"));
            TraceArrivals arrivals = erlangArrivals(random, 0.2, scenario.durationNanos());
            return Map.of(
                    "",
                    hitRatio(new ReplicationResult(
                            ScenarioRun.execute(ScenarioRun.withLoad(scenario, "get", arrivals), size.run()))));
        }));
        models.add(stampede());
        models.add(ScenarioRun.of("jitter")
                .read("ttl.jitter.a", run -> Map.of("", expirationsPerSecond(run)))
                .runs(25));
        return models;
    }

    /**
     * Creates a model of one key with a load that takes time, over ten full cycles. It compares coalesced loads with
     * one load per miss.
     */
    private static ReferenceModel stampede() {
        ScenarioRun uncoalesced = ScenarioRun.of("stampede").with("coalesce", false);
        return ScenarioRun.of("stampede")
                .withTrial("stampede.a", coalesced -> size -> {
                    ReplicationResult coalescedRun = coalesced.run(size);
                    ReplicationResult uncoalescedRun = uncoalesced.run(size);
                    return Map.of(
                            "rate_coalesced",
                            coalescedRun.perSecond(coalescedRun.measure("cache", "loads")),
                            "hit",
                            hitRatio(coalescedRun),
                            "meanwait",
                            coalescedRun.mean("get"),
                            "fetches",
                            new PartialEstimate.Quotient(
                                    uncoalescedRun.measure("cache", "loads"),
                                    uncoalescedRun.measure("cache", "expirations")));
                })
                .runs(FEW_RUNS)
                .withFixedLength();
    }

    /** Returns the number of 100,000 entries that expire per second, from the miss ratios of two windows of 30 s. */
    private static PartialEstimate expirationsPerSecond(ReplicationResult run) {
        double missRatioIncrease = missRatio(run, 1) - missRatio(run, 0);
        return new PartialEstimate.Quotient(missRatioIncrease * 100_000, 30);
    }

    private static double missRatio(ReplicationResult run, int window) {
        return 1 - run.measure(window, "cache", "hit_ratio");
    }

    /** Adds the models of a single key. */
    private static void addSingleKey(List<ReferenceModel> models, String row, double rate, String load, double ttl) {
        ScenarioRun loaded = expiring(load, "uniform(1)", ttl, "load").rate(rate);
        models.add(loaded.minWarmup(10 * ttl).read("ttl.insert." + row, run -> Map.of("", hitRatio(run))));
        models.add(expiring(load, "uniform(1)", ttl, "access")
                .rate(rate)
                .minWarmup(10 * ttl)
                .read("ttl.access." + row, run -> Map.of("", hitRatio(run))));
        models.add(loaded.read("ttl.missrate." + row, run -> Map.of("", run.perSecond(run.measure("db", "offered")))));
        models.add(ReferenceModel.of("ttl.age." + row, size -> Map.of("", meanAge(size, rate, ttl))));
    }

    /** Adds the models of many keys, measured after ten lifetimes. */
    private static void addManyKeys(List<ReferenceModel> models, String row, String keys, double rate, double ttl) {
        ScenarioRun loaded = expiring(rate + "/s", keys, ttl, "load").rate(rate).minWarmup(10 * ttl);
        models.add(loaded.read("ttl.zipf.insert." + row, run -> Map.of("", hitRatio(run)))
                .runs(FEW_RUNS));
        models.add(expiring(rate + "/s", keys, ttl, "access")
                .rate(rate)
                .minWarmup(10 * ttl)
                .read("ttl.zipf.access." + row, run -> Map.of("", hitRatio(run)))
                .runs(FEW_RUNS));
    }

    private static ScenarioRun expiring(String load, String keys, double ttl, String renewed) {
        return ScenarioRun.of("expiry")
                .with("load", load)
                .with("keys", keys)
                .with("ttl", ttl + "s")
                .with("renewed", renewed);
    }

    private static PartialEstimate hitRatio(ReplicationResult run) {
        double hits = run.measure("cache", "hits");
        return new PartialEstimate.Quotient(hits, hits + run.measure("cache", "misses"));
    }

    /**
     * Returns the mean age of reads, 0 for reads that load. Uses the store directly, with exponential gaps between
     * reads.
     */
    private static PartialEstimate meanAge(ReferenceModel.Size size, double rate, double ttl) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(size.seed(), size.run(), "gaps"));
        BoundedStore store = new BoundedStore(Eviction.LRU, BoundedStore.UNLIMITED, Long.MAX_VALUE);
        double time = 0;
        double ages = 0;
        for (long i = 0; i < size.requests(); i++) {
            time += random.exponential() / rate * NANOS;
            long timeNanos = (long) time;
            int slot = store.get(1, timeNanos);
            if (slot == BoundedStore.ABSENT) {
                store.put(1, timeNanos, 1, timeNanos + (long) (ttl * NANOS));
            } else {
                ages += timeNanos - store.version(slot);
            }
        }
        return new PartialEstimate.Quotient(ages, size.requests());
    }

    private static ReferenceModel liveEntries(String id, ZipfKeys keys, double rate, double ttl) {
        return ReferenceModel.of(id, size -> Map.of("", liveEntries(size, keys, rate, ttl)))
                .runs(FEW_RUNS);
    }

    /**
     * Returns the mean number of live entries, sampled ten times per lifetime. Uses the store directly, with
     * exponential gaps between reads.
     */
    private static PartialEstimate liveEntries(ReferenceModel.Size size, ZipfKeys popularity, double rate, double ttl) {
        KeySampler keys = popularity.sampler(new KeyNames(List.of()));
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(size.seed(), size.run(), "live"));
        BoundedStore store = new BoundedStore(Eviction.LRU, BoundedStore.UNLIMITED, Long.MAX_VALUE);
        long ttlNanos = (long) (ttl * NANOS);
        long warmupEnd = 10 * ttlNanos;
        long end = warmupEnd + (long) (size.requests() / rate * NANOS);
        long nextSample = warmupEnd;
        double time = 0;
        double liveEntries = 0;
        double samples = 0;
        while (time < end) {
            time += random.exponential() / rate * NANOS;
            for (; nextSample < time && nextSample < end; nextSample += ttlNanos / 10) {
                liveEntries += store.live(nextSample);
                samples++;
            }
            int key = keys.next(random, 0);
            if (store.get(key, (long) time) == BoundedStore.ABSENT) {
                store.put(key, 0, 1, (long) time + ttlNanos);
            }
        }
        return new PartialEstimate.Quotient(liveEntries, samples);
    }

    /** Creates arrivals with Erlang gaps of two exponential stages each. */
    private static TraceArrivals erlangArrivals(KeyedRandom random, double rate, long durationNanos) {
        List<Long> instants = new ArrayList<>();
        double time = 0;
        while (time < durationNanos) {
            time += (random.exponential() + random.exponential()) / (2 * rate) * NANOS;
            instants.add((long) time);
        }
        return new TraceArrivals(instants.stream().mapToLong(Long::longValue).toArray());
    }

    @Override
    public Map<String, String> reasonsWithoutModel() {
        return Map.of(
                "stampede.a.rate_none",
                "needs reloads that do not renew the TTL of an entry; here they do, as in memcached");
    }
}
