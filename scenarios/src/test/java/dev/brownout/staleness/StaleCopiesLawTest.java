package dev.brownout.staleness;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.RequestResult;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.runtime.Run;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stale share of copies of written keys. A copy that lives for T of a key with w writes/s misses a write in a share of
 * 1 - (1 - e^-wT)/(wT) of its hits, for any kind of copy and any writer. Unless a test says otherwise, there are 100
 * keys with 2 reads/s each.
 */
@Tag("law")
class StaleCopiesLawTest {
    private static final String WRITES = "  put: { rate: 10/s, key: uniform(100), steps: [web, write: db] }\n";
    private static final String WEB = "  web: { kind: server, cores: 8, service: 0.1ms }\n";
    private static final String DB = "  db: { kind: database, replicas: 0, cores: 32, read: 1ms, write: 1ms }\n";

    private static VariantResult run(String name, String components, String requests) {
        return run(name, components, requests, "");
    }

    private static VariantResult run(String name, String components, String requests, String network) {
        String text = "version: 1\nscenario: " + name + "\nrun: { duration: 1200s, warmup: 200s, seed: "
                + (name.hashCode() & 0xFFFF) + " }\n" + network + "components:\n" + components + "requests:\n"
                + requests;
        try {
            Variant only = new Loader(parent -> Optional.empty())
                    .load(name, text, new Overrides(List.of(), List.of()))
                    .variants()
                    .get(0);
            return Run.execute(only.scenario(), Run.Setup.of(name), (share, events, inFlight) -> true);
        } catch (InvalidScenarioException wrong) {
            throw new AssertionError(wrong.render(), wrong);
        }
    }

    private static String reading(String steps) {
        return "  get: { rate: 200/s, key: uniform(100), steps: " + steps + " }\n";
    }

    private static double distribution(double writesInALife) {
        return 1 - (1 - Math.exp(-writesInALife)) / writesInALife;
    }

    private static double measure(VariantResult result, String component, String name) {
        return result.components().get(component).measures().get(name).value();
    }

    private static double staleShare(VariantResult result) {
        RequestResult get = result.requests().get("get");
        return (double) get.outcomes().getOrDefault("stale", 0L) / get.good();
    }

    private static void agrees(VariantResult result, double ofHits, int life) {
        double expected = distribution(0.1 * life);
        assertThat(ofHits).as("of the hits").isCloseTo(expected, within(0.03 * expected));
        double ofAll = expected * 2 * life / (1 + 2 * life);
        assertThat(staleShare(result)).as("of all").isCloseTo(ofAll, within(0.03 * ofAll));
    }

    @ParameterizedTest
    @ChosenRows(2)
    @ValueSource(ints = {1, 10, 100})
    void staleShareOfEntriesWithoutInvalidation(int life) {
        String cache = "  cache: { kind: cache, source: db, ttl: " + life + "s }\n";
        VariantResult result = run("cache", WEB + cache + DB, reading("[web, read: cache]") + WRITES);
        agrees(result, measure(result, "cache", "stale_share"), life);
        assertThat(measure(result, "cache", "stale_hits")).isPositive();
        assertThat(measure(result, "cache", "stale_age.max")).isLessThan(life * 1e9 + 1e7);
    }

    @Test
    @Tag("change")
    void staleShareOfAWriteThroughCacheWithDirectWrites() {
        String cache = "  cache: { kind: cache, source: db, ttl: 10s, write_policy: through,"
                + " read_policy: read-through }\n";
        VariantResult result = run("through", WEB + cache + DB, reading("[web, read: cache]") + WRITES);
        agrees(result, measure(result, "cache", "stale_share"), 10);
    }

    /** Writers use the cache component, and their writes bypass its entries. */
    @ParameterizedTest
    @ChosenRows(2)
    @ValueSource(ints = {1, 10, 100})
    void staleShareOfABypassedCache(int life) {
        String cache = "  cache: { kind: cache, source: db, ttl: " + life + "s, write_policy: bypass }\n";
        VariantResult result = run(
                "bypass",
                WEB + cache + DB,
                reading("[web, read: cache]") + replaceParts(WRITES, "write: db", "write: cache"));
        agrees(result, measure(result, "cache", "stale_share"), life);
    }

    /**
     * Two writers race on one key. Each of their messages takes an exponential time with the same mean. The store
     * receives the second write one such time later, and its response and the update to the cache are two more
     * messages. The cache receives the first write last if three messages of the second writer arrive before two of the
     * first: in 5 of 16 pairs, permanently.
     */
    @Test
    void racingUpdatesLeaveStaleEntries() {
        String network = "network: { rtt: exp(20ms) }\n";
        String cache = "  cache: { kind: cache, source: db, lookup: 0ms, write_policy: update }\n";
        String db = "  db: { kind: database, replicas: 0, cores: 1000, read: 0ms, write: 0ms }\n";
        String pair = "  pair: { rate: 20/s, key: sequential(1M), steps: [{ parallel: [write: cache, write: cache] },"
                + " wait: 2s, read: cache] }\n";
        for (String policy : List.of("update", "around")) {
            VariantResult result = run("cross", replaceParts(cache, "update", policy) + db, pair, network);
            RequestResult pairs = result.requests().get("pair");
            double stale = (double) pairs.outcomes().getOrDefault("stale", 0L) / pairs.good();
            double expected = policy.equals("update") ? 5.0 / 16 : 0;
            assertThat(pairs.good()).isGreaterThan(19_000);
            assertThat(stale).as(policy).isCloseTo(expected, within(4 * Math.sqrt(expected * (1 - expected) / 19_000)));
        }
    }

    @Test
    @Tag("change")
    void staleShareOfLocalCaches() {
        String web = "  web: { kind: server, cores: 8, service: 0.1ms, local_cache: { ttl: 10s } }\n";
        VariantResult result = run("local", web + DB, reading("[web, read: db]") + WRITES);
        agrees(result, measure(result, "web", "local_cache_stale_share"), 10);
    }

    /** The cached response of the middle server is made of reads of three stores, each of which may change. */
    @Test
    @Tag("change")
    void staleShareOfACopyOfSeveralStores() {
        String two = WEB + "  page: { kind: server, cores: 8, service: 0.1ms }\n  cache: { kind: cache, ttl: 10s }\n"
                + replaceParts(DB, "db:", "a:") + replaceParts(DB, "db:", "b:") + replaceParts(DB, "db:", "c:");
        String writes = """
                one: { rate: 2/s, key: uniform(100), steps: [web, write: a] }
                two: { rate: 3/s, key: uniform(100), steps: [web, write: b] }
                three: { rate: 5/s, key: uniform(100), steps: [web, write: c] }
                """.indent(2);
        String path = "  get: { rate: 200/s, key: uniform(100), steps: [web, cache, page, read: a,"
                + " { parallel: [read: b, read: c] }] }\n";
        VariantResult result = run("two", two, path + writes);
        agrees(result, measure(result, "cache", "stale_share"), 10);
    }

    @Test
    @Tag("change")
    void staleShareOfASplitHotKey() {
        String db = replaceParts(DB, "replicas: 0", "replicas: 0, shards: 4, hot_keys: { star: suffixes(3) }");
        String web = "  web: { kind: server, cores: 8, service: 0.1ms, local_cache: { ttl: 1s } }\n";
        VariantResult result = run("star", web + db, """
                get: { rate: 100/s, key: hot(100% on star rest uniform(10)), steps: [web, read: db] }
                put: { rate: 6/s, key: hot(100% on star rest uniform(10)), steps: [web, write: db] }
                """.indent(2));
        assertThat(measure(result, "web", "local_cache_stale_share")).isCloseTo(distribution(6), within(0.02));
    }

    @Test
    @Tag("change")
    void staleShareOfCdnObjects() {
        String cdn = "  cdn: { kind: cdn, edges: 1, ttl: 10s, source: web }\n";
        VariantResult result = run("edge", cdn + WEB + DB, reading("[cdn, web, read: db]") + WRITES);
        double ofAll = distribution(1) * 20 / 21;
        assertThat(measure(result, "cdn", "stale_share")).isCloseTo(ofAll, within(0.03 * ofAll));
        assertThat(staleShare(result)).isCloseTo(ofAll, within(0.03 * ofAll));
    }

    /**
     * A write waits in the cache for 0.5 s, and the next write follows 0.1 s later on average. Reads of the source thus
     * miss a write for 5/6 of the time.
     */
    @Test
    @Tag("change")
    void staleShareOfTheSourceOfAWriteBackCache() {
        String cache = "  cache: { kind: cache, source: db, write_policy: back, flush_interval: 500ms }\n";
        VariantResult result = run("back", WEB + cache + DB, """
                get: { rate: 20/s, key: uniform(1), steps: [web, read: db] }
                through: { rate: 20/s, key: uniform(1), steps: [web, read: cache] }
                put: { rate: 10/s, key: uniform(1), steps: [web, write: cache] }
                """.indent(2));
        assertThat(measure(result, "db", "stale_share")).isCloseTo(5.0 / 6, within(0.015));
        assertThat(staleShare(result)).isCloseTo(5.0 / 6, within(0.015));
        assertThat(measure(result, "cache", "stale_hits")).isZero();
        assertThat(measure(result, "db", "stale_age.max")).isLessThan(0.51e9);
    }

    @Test
    void nothingIsStaleWithoutWrites() {
        String cache = "  cache: { kind: cache, source: db }\n";
        VariantResult result = run("still", WEB + cache + DB, reading("[web, read: cache]"));
        assertThat(result.requests().get("get").outcomes()).containsOnlyKeys("ok");
        assertThat(measure(result, "cache", "stale_share")).isZero();
    }
}
