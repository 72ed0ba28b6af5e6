package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.result.Analysis;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Key space of a component: the keys of the calls that reach it. Each of four ranges of a database with uniform keys
 * gets a quarter of the calls, for every path of the calls and any keys of other components.
 */
@Tag("law")
class KeySpacesLawTest {
    /**
     * Limit of an even skew. All calls on one of four shards are a skew of 4; random variation of 60,000 calls is at
     * most 1.02.
     */
    private static final double EVEN = 1.03;

    private static final String RANGES = "{ kind: database, replicas: 0, shards: 4, sharding: range, cores: 100,"
            + " read: 1ms, write: 1ms, queue: 1000 }";

    /** Runs the given components and requests, together with a {@code db} of four ranges. */
    private static VariantResult run(String components, String requests) {
        return TestScenarioRunner.run("""
                run: { duration: 60s, warmup: 0s, seed: 5 }
                network: none
                components:
                  db: %s
                %s
                requests:
                %s
                """.formatted(RANGES, components.indent(2), requests.indent(2)));
    }

    private static void spreadEvenly(VariantResult result) {
        assertThat(TestScenarioRunner.measure(result, "db", "skew")).isBetween(1.0, EVEN);
    }

    @Test
    void twoDatabasesHaveSeparateKeySpaces() {
        VariantResult result = run("other: " + RANGES, """
                few: { rate: 1k/s, key: uniform(1k), steps: [read: db] }
                many: { rate: 1k/s, key: uniform(1M), steps: [read: other] }
                """);
        spreadEvenly(result);
        assertThat(TestScenarioRunner.measure(result, "other", "skew")).isBetween(1.0, EVEN);
        for (Analysis.Station station : result.analysis().stations()) {
            double shards = station.station().contains("shard-*") ? 3 : 1;
            assertThat(station.offeredPerSecond()).as(station.station()).isCloseTo(250 * shards, within(1.0));
        }
    }

    @ParameterizedTest
    @ChosenRows({1, 6, 10})
    @ValueSource(
            strings = {
                // key of a step: alone, in a parallel branch, in one of two choices
                "a: { rate: 1k/s, steps: [{ read: db, key: uniform(4k) }] }",
                "a: { rate: 1k/s, steps: [web, { parallel: [{ read: db, key: uniform(4k) }, { wait: 1ms }] }] }",
                "a: { rate: 2k/s, steps: [web, choose: [50%: [{ read: db, key: uniform(4k) }], rest: [wait: 1ms]]] }",
                // through components in front of the database
                "a: { rate: 1k/s, key: uniform(4k), steps: [cdn, web, read: db] }",
                "a: { rate: 1k/s, key: uniform(4k), steps: [web, read: cache] }",
                "a: { rate: 1k/s, steps: [web, { read: cache, key: uniform(4k) }] }",
                // in an endpoint, in a consumer, in a fallback
                "a: { rate: 1k/s, key: uniform(4k), steps: [web, call: web/find] }",
                "a: { rate: 1k/s, steps: [web, { call: web/find, key: uniform(4k) }] }",
                "a: { rate: 1k/s, key: uniform(4k), steps: [web, publish: jobs] }",
                "a: { rate: 1k/s, steps: [web, { publish: jobs, key: uniform(4k) }] }",
                "a: { rate: 1k/s, key: uniform(4k), steps: [web, { call: no, timeout: 1ms, fallback: { to: db } }] }",
            })
    void callsAreSpreadOverTheRangesOnEveryPath(String request) {
        VariantResult result = run("""
                other: %s
                web:
                  kind: server
                  cores: 1000
                  service: 0ms
                  endpoints:
                    find: { steps: [read: db] }
                    foreign: { steps: [{ read: other, key: uniform(500M) }] }
                cache: { kind: cache, entries: 1, source: db }
                cdn: { kind: cdn, entries: 1, edges: 1 }
                jobs: { kind: queue }
                worker: { kind: server, cores: 1000, service: 0ms, consumes: { queue: jobs, steps: [write: db] } }
                no: { kind: server, cores: 1, queue: 0, service: 1h }
                """.formatted(RANGES), request + """

                foreign: { rate: 10/s, key: uniform(900M), steps: [web, read: other] }
                endpoint: { rate: 10/s, steps: [web, call: web/foreign] }
                """);
        spreadEvenly(result);
    }

    /**
     * Sessions have a key space of their own. They are spread evenly in a database with sessions only and in one with
     * data.
     */
    @ParameterizedTest
    @ValueSource(strings = {"steps: [web]", "key: uniform(20k), steps: [web, read: db]"})
    void sessionKeysAreSpreadOverTheRanges(String steps) {
        spreadEvenly(run(
                "web: { kind: server, cores: 1000, service: 0ms, sessions: shared-store(db 20k) }",
                "a: { rate: 1k/s, " + steps + " }"));
    }

    /**
     * 1 MB of new rows per second fills 40 MB in 40 s. The new key is that of the request or of a step, and the writer
     * is the request, an endpoint or a consumer.
     */
    @ParameterizedTest
    @ChosenRows
    @ValueSource(
            strings = {
                "key: newest(1k), steps: [write: db]",
                "steps: [{ write: db, key: newest(1k) }]",
                "steps: [{ write: db, key: uuid(1k) }]",
                "key: newest(1k), steps: [web, call: web/save]",
                "steps: [web, { call: web/save, key: newest(1k) }]",
                "key: newest(1k), steps: [web, publish: jobs]",
            })
    void storageFillsWithNewKeys(String request) {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 60s, warmup: 0s, seed: 5 }
                network: none
                components:
                  db: { kind: database, replicas: 0, cores: 100, write: 1ms, storage: { data: 10MB, room: 50MB } }
                  web: { kind: server, cores: 1000, service: 0ms, endpoints: { save: { steps: [write: db] } } }
                  jobs: { kind: queue }
                  worker: { kind: server, cores: 1000, service: 0ms, consumes: { queue: jobs, steps: [write: db] } }
                  other: { kind: database, replicas: 0, cores: 100 }
                requests:
                  add: { rate: constant(100/s), size: 10kB, %s }
                  foreign: { rate: 100/s, key: newest(500M), steps: [read: other] }
                """.formatted(request));
        assertThat(TestScenarioRunner.measure(result, "db", "full_at") / 1e9).isCloseTo(40, within(0.1));
    }

    /** Half of 1,000 rows are in memory, and all rows are read equally often: half of the reads hit. */
    @Test
    void memoryHitsByItsShareOfTheKeySpace() {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 60s, warmup: 0s, seed: 5 }
                network: none
                components:
                  db: { kind: database, replicas: 0, cores: 100, memory: 5MB, disk: {}, storage: { data: 10MB } }
                  other: { kind: database, replicas: 0, cores: 100 }
                requests:
                  look: { rate: 1k/s, key: uniform(1k), steps: [read: db] }
                  foreign: { rate: 10/s, key: uniform(1G), steps: [read: other] }
                """);
        assertThat(TestScenarioRunner.measure(result, "db", "memory_hits")).isCloseTo(0.5, within(0.02));
    }

    /** A cache warmed with the 100 keys of its requests has no misses. */
    @Test
    void cacheIsWarmedWithItsKeySpace() {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 60s, warmup: 0s, seed: 5 }
                network: none
                components:
                  cache: { kind: cache, entries: 100, warm: 100, source: db }
                  db: { kind: database, replicas: 0, cores: 100 }
                  other: { kind: database, replicas: 0, cores: 100 }
                requests:
                  look: { rate: 100/s, key: uniform(100), steps: [read: cache] }
                  foreign: { rate: 10/s, key: zipf(1.2 1M), steps: [read: other] }
                """);
        assertThat(TestScenarioRunner.measure(result, "cache", "hit_ratio")).isEqualTo(1.0);
    }

    @Test
    void optimalEvictionNeedsASingleSequenceOfKeys() {
        String text = """
                run: { duration: 60s, warmup: 0s, seed: 5 }
                network: none
                components:
                  cache: { kind: cache, entries: 50, eviction: opt, source: db }
                  db: { kind: database, replicas: 0, cores: 100 }
                requests:
                  look: { rate: 100/s, key: sequential(100), steps: [read: cache] }
                  foreign: { rate: 10/s, key: uniform(1M), steps: [read: %s] }
                """;
        assertThat(TestScenarioRunner.measure(TestScenarioRunner.run(text.formatted("db")), "cache", "hit_ratio"))
                .isGreaterThan(0.4);
        assertThatThrownBy(() -> TestScenarioRunner.run(text.formatted("cache")))
                .hasMessageContaining("the order of the keys of several requests or steps is not known in advance");
    }

    /** The placement of a key does not depend on the named keys of other components. */
    @Test
    void namedKeysOfOtherComponentsDoNotMoveKeys() {
        String text = """
                run: { duration: 10s, warmup: 0s, seed: 5 }
                network: none
                components:
                  db: { kind: database, replicas: 0, shards: 4, sharding: ring, cores: 100 }
                  other: { kind: database, replicas: 0, cores: 100 }
                requests:
                  look: { rate: 100/s, key: hot(90%% on bieber rest uniform(1k)), steps: [read: db] }
                  foreign: { rate: 10/s, key: %s, steps: [read: other] }
                """;
        VariantResult plain = TestScenarioRunner.run(text.formatted("uniform(10)"));
        VariantResult named = TestScenarioRunner.run(text.formatted("hot(90% on abba 5% on adele rest uniform(1k))"));
        assertThat(named.components().get("db").nodes())
                .isEqualTo(plain.components().get("db").nodes());
    }

    @Test
    void rejectsHotKeyOutsideTheKeySpace() {
        assertThatThrownBy(() -> TestScenarioRunner.run("""
                run: { duration: 10s, warmup: 0s }
                components:
                  db: { kind: database, replicas: 0, shards: 2, hot_keys: { 5000: own-shard(1) } }
                  other: { kind: database, replicas: 0 }
                requests:
                  look: { rate: 100/s, key: uniform(1k), steps: [read: db] }
                  foreign: { rate: 10/s, steps: [{ read: other, key: uniform(1M) }] }
                """))
                .hasMessageContaining("no request to db uses key 5000: the highest is 1000");
    }
}
