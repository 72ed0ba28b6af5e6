package dev.brownout.responses;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recovery points: the acknowledged writes that a fault loses, against the write rate times the replication lag. */
class RecoveryPointTest {
    private static final String ASSERTIONS = """
            predict:
              seconds: put.rpo(outage) ~ 1s +/- 100%
              writes: put.rpo_writes(outage) ~ 100 +/- 100%
              of the component: db.rpo(outage) ~ 1s +/- 100%
              of all: all.rpo_writes(outage) ~ 100 +/- 100%
              of others: get.rpo_writes(outage) ~ 100 +/- 100%
              later: put.rpo(later) ~ 1s +/- 100%
            """;

    private static VariantResult database(String replication) {
        return TestScenarioRunner.run("""
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
                """.formatted(replication) + ASSERTIONS);
    }

    private static double seconds(VariantResult result) {
        return TestScenarioRunner.measure(result, "seconds") / 1e9;
    }

    /** A replica with a lag of d has not received the writes of the last d: RPO = d, and rate x d writes. */
    @ParameterizedTest
    @ChosenRows(2)
    @ValueSource(doubles = {0.2, 1, 5})
    void asynchronousReplicasLoseTheWritesOfTheirLag(double lag) {
        VariantResult result = database("replication: { mode: async, backlog: " + (long) (1000 * lag) + "ms }");
        assertThat(seconds(result)).isCloseTo(lag, within(0.02));
        assertThat(TestScenarioRunner.measure(result, "writes")).isCloseTo(100 * lag, within(1.5));
        assertThat(TestScenarioRunner.measure(result, "of all"))
                .isEqualTo(TestScenarioRunner.measure(result, "writes"));
        assertThat(TestScenarioRunner.measure(result, "of the component"))
                .isEqualTo(TestScenarioRunner.measure(result, "seconds"));
        assertThat(TestScenarioRunner.measure(result, "of others")).isZero();
        assertThat(TestScenarioRunner.measure(result, "later")).isZero();
        assertThat(TestScenarioRunner.measure(result, "db", "lost_writes"))
                .isEqualTo(TestScenarioRunner.measure(result, "writes"));
        assertThat(TestScenarioRunner.measure(result, "db", "rpo_writes(outage)"))
                .isEqualTo(TestScenarioRunner.measure(result, "writes"));
    }

    @Test
    void semiSynchronousReplicasLoseNothing() {
        VariantResult result = database("replication: { mode: semi-sync, backlog: 1s }");
        assertThat(TestScenarioRunner.measure(result, "writes")).isZero();
        assertThat(seconds(result)).isZero();
        assertThat(result.components().get("db").measures()).doesNotContainKey("rpo(outage)");
    }

    private static VariantResult runWithWrites(String components, String write, String faults) {
        return TestScenarioRunner.run("""
                run: { duration: 2m, seed: 4 }
                network: none
                components:
                %s
                  other: { kind: server, service: 1us }
                requests:
                  put: { rate: "constant(100/s)", timeout: 10s, key: uniform(1G), steps: [ { %s } ] }
                  get: { rate: "constant(10/s)", timeout: 1s, path: [other] }
                faults:
                %s
                  - at 110s: traffic x2 as later
                """.formatted(components.indent(2), write, faults.indent(2)) + ASSERTIONS);
    }

    /**
     * Expects an RPO in seconds and in writes. It is the same for the request class, its component and all requests,
     * and zero for other classes and faults.
     */
    private static void expect(VariantResult result, double seconds, double writes, double spread, String lost) {
        assertThat(seconds(result)).isCloseTo(seconds, within(0.02 * spread));
        assertThat(TestScenarioRunner.measure(result, "writes")).isCloseTo(writes, within(spread));
        assertThat(TestScenarioRunner.measure(result, "of all"))
                .isEqualTo(TestScenarioRunner.measure(result, "writes"));
        assertThat(TestScenarioRunner.measure(result, "of the component"))
                .isEqualTo(TestScenarioRunner.measure(result, "seconds"));
        assertThat(TestScenarioRunner.measure(result, "of others")).isZero();
        assertThat(TestScenarioRunner.measure(result, "later")).isZero();
        assertThat(TestScenarioRunner.measure(result, "db", lost))
                .isEqualTo(TestScenarioRunner.measure(result, "writes"));
    }

    /** The only copy is in memory: each of the 100/s x 60 s keys written since the start is lost. */
    @Test
    void crashOfAnInMemoryStoreLosesAllWrites() {
        String store = "db: { kind: store, nodes: 1, durable: %s, read: 1us, write: 1us }";
        VariantResult lost = runWithWrites(store.formatted(false), "write: db", "- at 60s: crash db for 5s as outage");
        expect(lost, 60, 6000, 1.5, "lost_writes");
        VariantResult kept =
                runWithWrites(store.formatted(true), "write: db", "- at 60s: power-off db for 5s as outage");
        assertThat(TestScenarioRunner.measure(kept, "writes")).isZero();
        assertThat(seconds(kept)).isZero();
    }

    /** With a single key, only its last write is lost, written at most 10 ms before the crash. */
    @Test
    void onlyTheLastWriteOfAKeyIsLost() {
        VariantResult result = runWithWrites(
                "db: { kind: store, nodes: 1, durable: false, read: 1us, write: 1us }",
                "write: db, key: uniform(1)",
                "- at 60s: crash db for 5s as outage");
        assertThat(TestScenarioRunner.measure(result, "writes")).isEqualTo(1);
        assertThat(seconds(result)).isBetween(0.0, 0.01);
    }

    /**
     * Two copies are partitioned for 10 s before the crash, with a write quorum of one: half of the writes of these 10
     * s are lost.
     */
    @Test
    void storeLosesUnreplicatedWrites() {
        VariantResult result = runWithWrites(
                "db: { kind: store, nodes: 2, durable: false, read: 1us, write: 1us, quorum: { read: 1, write: 1 } }",
                "write: db",
                "- at 50s: partition db/1 ~ db/2 for 60s as cut\n- at 60s: crash db/1 for 5s as outage");
        double sigma = Math.sqrt(1000 * 0.5 * 0.5);
        expect(result, 10, 500, 4 * sigma, "lost_writes");
        assertThat(seconds(result)).isCloseTo(10, within(0.1));
    }

    /** Both copies acknowledge each write, so that either of them may crash. */
    @Test
    void aWriteQuorumOfAllCopiesLosesNothing() {
        VariantResult result = runWithWrites(
                "db: { kind: store, nodes: 2, durable: false, read: 1us, write: 1us, quorum: { read: 1, write: 2 } }",
                "write: db",
                "- at 60s: crash db/1 for 5s as outage");
        assertThat(TestScenarioRunner.measure(result, "writes")).isZero();
    }

    /** Followers have a lag of d, and the leader acknowledges alone: RPO = d, and rate x d messages. */
    @ParameterizedTest
    @ChosenRows(2)
    @ValueSource(doubles = {0.5, 2, 10})
    void topicLosesTheMessagesOfTheFollowerLag(double lag) {
        String topic =
                "db: { kind: topic, copies: 2, acks: 1, send: 1us, follower_lag: %dms }".formatted((long) (1000 * lag));
        String fault = "- at 60s: power-off db/1 as outage";
        expect(runWithWrites(topic, "publish: db", fault), lag, 100 * lag, 1.5, "lost");
        String read = topic + "\nreader: { kind: server, consumes: db, service: 1us }";
        expect(runWithWrites(read, "publish: db", fault), lag, 100 * lag, 1.5, "lost");
        VariantResult all = runWithWrites(replaceParts(topic, "acks: 1", "acks: all"), "publish: db", fault);
        assertThat(TestScenarioRunner.measure(all, "writes")).isZero();
        assertThat(seconds(all)).isZero();
    }

    /**
     * A producer with {@code acks: 0} also counts the messages of the outage as stored: rate x (lag + time until
     * another broker leads). Those sent before the outage are no older than the lag.
     */
    @Test
    void topicWithoutAcksLosesTheMessagesOfTheOutage() {
        VariantResult result = runWithWrites(
                "db: { kind: topic, copies: 2, acks: 0, send: 1us, follower_lag: 2s, broker_session: 9s }",
                "publish: db",
                "- at 60s: power-off db/1 as outage");
        assertThat(seconds(result)).isCloseTo(2, within(0.02));
        assertThat(TestScenarioRunner.measure(result, "writes")).isBetween(100 * (2 + 7.0) - 1, 100 * (2 + 9.0) + 1);
        assertThat(TestScenarioRunner.measure(result, "db", "lost"))
                .isEqualTo(TestScenarioRunner.measure(result, "writes"));
    }

    /**
     * The follower is down from 30 s on and the leader from 60 s on. An unclean election makes the follower the leader:
     * the messages of these 30 s are lost, whether or not a consumer has read them.
     */
    @ParameterizedTest
    @ChosenRows
    @ValueSource(strings = {"", "reader: { kind: server, consumes: db, service: 1us }"})
    void uncleanElectionLosesMessagesSinceTheFollowerFailed(String reader) {
        VariantResult result = runWithWrites(
                "db: { kind: topic, copies: 2, send: 1us, unclean_election: true }\n" + reader,
                "publish: db",
                "- at 30s: power-off db/2 for 50s as follower\n- at 60s: power-off db/1 as outage");
        expect(result, 30, 3000, 1.5, "lost");
    }

    /** A write-back cache flushes every 10 s and crashes 5 s after the sixth flush. */
    @Test
    void writeBackCacheLosesWritesSinceTheLastFlush() {
        VariantResult result = runWithWrites(
                "db: { kind: cache, read_policy: read-through, write_policy: back, flush_interval: 10s, source: back }"
                        + "\nback: { kind: database, replicas: 0, read: 1us, write: 1us }",
                "write: db",
                "- at 65s: crash db for 5s as outage");
        // The interval begins with the first write after a flush, at most 10 ms later: 6 intervals end by 60.06 s.
        expect(result, 4.95, 495, 5, "lost_writes");
        assertThat(seconds(result)).isCloseTo(TestScenarioRunner.measure(result, "writes") / 100, within(0.011));
    }

    /**
     * A non-durable queue crashes with all waiting messages. Half of the 100/s x 60 s messages have been consumed, and
     * the rest is up to 30 s old.
     */
    @ParameterizedTest
    @ChosenRows
    @ValueSource(ints = {1, 10})
    void crashOfAnInMemoryQueueLosesWaitingMessages(int messages) {
        VariantResult result = runWithWrites(
                "db: { kind: queue, durable: false, send: 1us }\n"
                        + "reader: { kind: server, consumes: db, cores: 1, service: %dms }".formatted(20 / messages),
                "publish: db" + (messages > 1 ? ", times: " + messages : ""),
                "- at 60s: crash db for 5s as outage");
        expect(result, 30, 3000 * messages, 1.5 * messages, "lost");
    }
}
