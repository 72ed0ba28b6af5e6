package dev.brownout.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.Site;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The acknowledged writes that a fault loses: the rate times the time by which others are behind. */
class RecoveryPointTest {
    private static final String ASKED = """
            predict:
              seconds: put.rpo(outage) ~ 1s +/- 100%
              writes: put.rpo_writes(outage) ~ 100 +/- 100%
              of the component: db.rpo(outage) ~ 1s +/- 100%
              of all: all.rpo_writes(outage) ~ 100 +/- 100%
              of others: get.rpo_writes(outage) ~ 100 +/- 100%
              later: put.rpo(later) ~ 1s +/- 100%
            """;

    private static VariantResult database(String replication) {
        return Site.run("""
                run: { duration: 2m, seed: 4 }
                network: none
                components:
                  db: { kind: database, replicas: 2, read: 1us, write: 1us, failover: { profile: patroni }, %s }
                requests:
                  put: { rate: "constant(100/s)", timeout: 1s, steps: [ { write: db } ] }
                  get: { rate: "constant(10/s)", timeout: 1s, steps: [ { read: db } ] }
                faults:
                  - at 60s: power-off db/primary as outage
                  - at 110s: traffic x2 as later
                """.formatted(replication) + ASKED);
    }

    private static double seconds(VariantResult result) {
        return Site.measured(result, "seconds") / 1e9;
    }

    /** A replica that is d behind has not received the writes of the last d: RPO = d, and rate x d writes. */
    @ParameterizedTest
    @ValueSource(doubles = {0.2, 1, 5})
    void asynchronousReplicasLoseTheWritesOfTheirLag(double lag) {
        VariantResult result = database("replication: { mode: async, backlog: " + (long) (1000 * lag) + "ms }");
        assertThat(seconds(result)).isCloseTo(lag, within(0.02));
        assertThat(Site.measured(result, "writes")).isCloseTo(100 * lag, within(1.5));
        assertThat(Site.measured(result, "of all")).isEqualTo(Site.measured(result, "writes"));
        assertThat(Site.measured(result, "of the component")).isEqualTo(Site.measured(result, "seconds"));
        assertThat(Site.measured(result, "of others")).isZero();
        assertThat(Site.measured(result, "later")).isZero();
        assertThat(Site.measure(result, "db", "lost_writes")).isEqualTo(Site.measured(result, "writes"));
        assertThat(Site.measure(result, "db", "rpo_writes(outage)")).isEqualTo(Site.measured(result, "writes"));
    }

    @Test
    void semiSynchronousReplicasLoseNothing() {
        VariantResult result = database("replication: { mode: semi-sync, backlog: 1s }");
        assertThat(Site.measured(result, "writes")).isZero();
        assertThat(seconds(result)).isZero();
        assertThat(result.components().get("db").measures()).doesNotContainKey("rpo(outage)");
    }

    /** A cache that writes back every 10 s, and dies 5 s after it has: 5 s of writes. */
    @Test
    void aCacheThatWritesBackLosesWhatItHasNotWritten() {
        VariantResult result = Site.run("""
                run: { duration: 2m, seed: 4 }
                network: none
                components:
                  cache:
                    kind: cache
                    read_policy: read-through
                    write_policy: back
                    flush_interval: 10s
                    source: db
                  db: { kind: database, replicas: 0, read: 1us, write: 1us }
                requests:
                  put: { rate: "constant(100/s)", timeout: 1s, key: uniform(100), steps: [ { write: cache } ] }
                  get: { rate: "constant(10/s)", timeout: 1s, key: uniform(100), steps: [ { read: cache } ] }
                faults:
                  - at 65s: crash cache for 5s as outage
                  - at 110s: traffic x2 as later
                """ + ASKED.replace("db.rpo", "cache.rpo"));
        double lost = Site.measure(result, "cache", "lost_writes");
        assertThat(lost).isPositive();
        assertThat(Site.measured(result, "writes")).isEqualTo(lost);
        assertThat(seconds(result)).isCloseTo(lost / 100, within(1.0)).isLessThan(10.1);
    }

    /** A broker in memory dies with what waits in it: 100 a second come, 50 are taken. */
    @Test
    void aBrokerInMemoryLosesWhatWaits() {
        VariantResult result = Site.run("""
                run: { duration: 2m, seed: 4 }
                network: none
                components:
                  db: { kind: queue, durable: false }
                  work: { kind: server, consumes: db, cores: 1, service: 20ms }
                requests:
                  put: { rate: "constant(100/s)", timeout: 1s, steps: [ { publish: db } ] }
                  get: { rate: "constant(10/s)", timeout: 1s, path: [work] }
                faults:
                  - at 60s: crash db for 5s as outage
                  - at 110s: traffic x2 as later
                """ + ASKED);
        double lost = Site.measure(result, "db", "lost");
        assertThat(lost).isGreaterThan(1000);
        assertThat(Site.measured(result, "writes")).isEqualTo(lost);
        assertThat(seconds(result)).isCloseTo(lost / 100, within(0.5));
    }
}
