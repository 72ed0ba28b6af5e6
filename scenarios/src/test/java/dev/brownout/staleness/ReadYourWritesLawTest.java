package dev.brownout.staleness;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.RequestResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Read-your-writes: a step that reads directly after a write sends its read in the nanosecond of the acknowledgement,
 * and after it. A copy that cannot have the write yet is stale for each of these reads.
 */
@Tag("law")
class ReadYourWritesLawTest {
    private static final String DB = "db: { kind: database, cores: 64, read: 1ms, write: 1ms, replicas: %d, %s }";
    private static final String LAG = "replication: { backlog: 100ms, apply_cost: 0% }";

    private static double stale(String network, String components, String steps) {
        RequestResult jobs = TestScenarioRunner.run("""
                run: { duration: 60s, warmup: 5s, seed: 3 }
                network: %s
                components:
                  web: { kind: server, cores: 64, service: 0s%s
                requests:
                  job: { rate: 50/s, key: sequential(1M), timeout: none, steps: %s }
                """.formatted(network, components, steps))
                .requests()
                .get("job");
        assertThat(jobs.good()).isGreaterThan(2000);
        return (double) jobs.outcomes().getOrDefault("stale", 0L) / jobs.good();
    }

    private static String web(String... components) {
        return " }\n" + String.join("\n", components).indent(2);
    }

    @ParameterizedTest
    @ChosenRows({1, 5})
    @CsvSource(
            delimiter = '|',
            value = {
                "{ rtt: 1ms } | [web, write: db, read: db] | 1",
                "none | [web, write: db, read: db] | 1",
                "none | [write: db, read: db] | 1",
                "none | [web, { parallel: [write: db, wait: 1ms] }, read: db] | 1",
                "none | [web, write: db, wait: 98ms, read: db] | 1",
                "none | [web, write: db, wait: 101ms, read: db] | 0",
                "none | [web, { parallel: [write: db, read: db] }] | 0",
                "none | [web, { parallel: [read: db, write: db] }] | 0",
            })
    void replicaReadsAreStaleForTheLag(String network, String steps, double share) {
        assertThat(stale(network, web(DB.formatted(1, "reads: { from: replicas }, " + LAG)), steps))
                .isEqualTo(share);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "{ rtt: 1ms }"})
    void primaryReadsAreNeverStale(String network) {
        String db = DB.formatted(1, "reads: { from: primary }, " + LAG);
        assertThat(stale(network, web(db), "[web, write: db, read: db]")).isZero();
    }

    /** The first read loads a cache entry that the write bypasses. */
    @Test
    @Tag("change")
    void cacheIsStaleOnlyIfWritesBypassIt() {
        String cache = "cache: { kind: cache, source: db, lookup: 0ms, write_policy: bypass }";
        String components = web(cache, DB.formatted(0, ""));
        assertThat(stale("none", components, "[web, read: cache, write: cache, read: cache]"))
                .isEqualTo(1);
        assertThat(stale("none", components, "[web, read: cache, write: db, read: cache]"))
                .isEqualTo(1);
        for (String policy : new String[] {"around", "through", "update", "back"}) {
            String other = replaceParts(components, "bypass", policy);
            String reads = policy.equals("through") || policy.equals("back") ? ", read_policy: read-through" : "";
            assertThat(stale(
                            "none",
                            other.replace(policy, policy + reads),
                            "[web, read: cache, write: cache, read: cache]"))
                    .as(policy)
                    .isZero();
        }
    }

    /** A write is acknowledged by the cache. The source receives it up to 500 ms later. */
    @Test
    void sourceOfAWriteBackCacheIsStaleUntilTheFlush() {
        String cache = "cache: { kind: cache, source: db, lookup: 0ms, write_policy: back, flush_interval: 500ms }";
        String components = web(cache, DB.formatted(0, ""));
        assertThat(stale("none", components, "[web, write: cache, read: db]")).isBetween(0.9, 1.0);
        assertThat(stale("none", components, "[web, write: cache, wait: 501ms, read: db]"))
                .isZero();
    }

    @Test
    void localCacheIsStaleAfterAWrite() {
        String memory = ", local_cache: { ttl: 10s }" + web(DB.formatted(0, ""));
        assertThat(stale("none", memory, "[web, read: db, write: db, read: db]"))
                .isEqualTo(1);
        assertThat(stale("{ rtt: 1ms }", memory, "[web, read: db, write: db, read: db]"))
                .isEqualTo(1);
        assertThat(stale("none", memory, "[web, write: db, read: db]")).isZero();
    }

    /** Half of the reads go to the node that has not received the write. */
    @Test
    void storeReadsAreStaleUntilReplication() {
        String kv = "kv: { kind: store, nodes: 2, copies: 2, cores: 64, read: 0ms, write: 0ms,"
                + " conflicts: vector-clock, legs: { write: 100ms } }";
        double share = stale("none", web(kv), "[web, write: kv, read: kv]");
        assertThat(share).isCloseTo(0.5, within(4 * Math.sqrt(0.25 / 2700)));
        assertThat(stale("none", web(kv), "[web, write: kv, wait: 101ms, read: kv]"))
                .isZero();
        assertThat(stale(
                        "none",
                        web(replaceParts(kv, "2, cores", "2, quorum: { read: 2 }, cores")),
                        "[write: kv, read: kv]"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "{ rtt: 1ms }"})
    void cdnCopyIsStaleAfterAWrite(String network) {
        String cdn = "cdn: { kind: cdn, edges: 1, ttl: 100s, lookup: 0ms, source: page }";
        String components = web(cdn, "page: { kind: server, cores: 64, service: 1ms }");
        assertThat(stale(network, components, "[web, call: cdn, write: cdn, call: cdn]"))
                .isEqualTo(1);
    }
}
