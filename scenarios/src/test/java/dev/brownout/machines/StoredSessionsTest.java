package dev.brownout.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.LossResult;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions in a store that is not durable: a session is lost, and counted once, when a crash removes its last copy. */
class StoredSessionsTest {
    private static final int USERS = 1000;
    private static final String REGIONS =
            "regions: { east: { at: us-east, users: 50% }, west: { at: us-west, users: 50% } }";

    private static VariantResult run(String run, String components, String faults) {
        return run(run, components, faults, "");
    }

    private static VariantResult run(String run, String components, String faults, String further) {
        return TestScenarioRunner.run("""
                run: { %s, seed: 3 }
                network: none
                components:
                  web: { kind: server, cores: 8, service: 1us, sessions: { store: kv, users: %d } }
                %s
                requests:
                  page: { rate: "constant(100/s)", timeout: 1s, path: [web] }
                faults: [ %s ]
                %s
                """.formatted(run, USERS, components.indent(2), faults, further));
    }

    private static VariantResult run(String store, String faults) {
        return run("duration: 20s", "kv: { kind: store, read: 1us, write: 1us, %s }".formatted(store), faults);
    }

    private static double lossShare(VariantResult result) {
        return TestScenarioRunner.measure(result, "web", "sessions_lost");
    }

    private static double lossShare(String store, String faults) {
        return lossShare(run(store, faults));
    }

    @Test
    void aCrashOfTheOnlyNodeLosesEachSession() {
        VariantResult result = run("nodes: 1, durable: false", "at 10s: crash kv/1 for 1s");
        assertThat(lossShare(result)).isEqualTo(USERS);
        assertThat(result.accounting().losses())
                .extracting(LossResult::component, LossResult::metric, LossResult::measured)
                .containsExactly(tuple("web", "sessions_lost", (double) USERS));
        assertThat(result.history().timeline())
                .filteredOn(event -> event.what().equals("sessions-lost"))
                .hasSize(1)
                .allSatisfy(event -> assertThat(event.atNanos()).isEqualTo(10_000_000_000L));
        assertThat(result.accounting().audit())
                .anySatisfy(line -> assertThat(line.toString()).contains("sessions missing in the store"));
    }

    @Test
    void secondCrashDoesNotCountLostSessionsAgain() {
        assertThat(lossShare("nodes: 1, durable: false", "at 5s: crash kv/1 for 1s, at 10s: crash kv/1 for 1s"))
                .isEqualTo(USERS);
    }

    @Test
    void durableNodesLoseNone() {
        assertThat(lossShare("nodes: 1", "at 10s: crash kv/1 for 1s")).isZero();
    }

    /** With one copy per key, each session is on exactly one node. */
    @Test
    void nodesWithoutCopiesLoseTheirOwnPart() {
        String store = "nodes: 3, copies: 1, durable: false, quorum: { read: 1, write: 1 }";
        double sum = 0;
        for (int node = 1; node <= 3; node++) {
            double part = lossShare(store, "at 10s: crash kv/%d for 1s".formatted(node));
            assertThat(part).isBetween(1.0, USERS - 1.0);
            sum += part;
        }
        assertThat(sum).isEqualTo(USERS);
    }

    @ParameterizedTest
    @CsvSource({"2, 0", "3, 1000"})
    void sessionsAreLostWithTheLastCopy(int crashes, int lost) {
        StringBuilder faults = new StringBuilder();
        for (int node = 1; node <= crashes; node++) {
            faults.append(node == 1 ? "" : ", ").append("at 10s: crash kv/%d for 1s".formatted(node));
        }
        assertThat(lossShare("nodes: 3, copies: 3, durable: false", faults.toString()))
                .isEqualTo(lost);
    }

    /**
     * The first node has no sessions after its crash. Read repair restores the sessions of users that send a request
     * before the second crash, and only these survive it.
     */
    @Test
    void sessionsRestoredByReadRepairSurvive() {
        String both = "nodes: 2, copies: 2, durable: false, quorum: { read: 2, write: 2 },"
                + " health: { every: 1s, fall: 1, rise: 1 },"
                + " repair: { read: %s, every: none }";
        String faults = "at 5s: crash kv/1 for 1s, at 15s: crash kv/2 for 1s";
        assertThat(lossShare(both.formatted("false"), faults)).isEqualTo(USERS);
        VariantResult repaired = run(
                "duration: 20s",
                "kv: { kind: store, read: 1us, write: 1us, %s }".formatted(both.formatted("true")),
                faults,
                "predict: { repaired: kv.repairs ~ 400 +/- 100% from 5s to 15s }");
        double kept = TestScenarioRunner.measure(repaired, "repaired");
        assertThat(kept).isBetween(1.0, USERS - 1.0);
        assertThat(lossShare(repaired)).isEqualTo(USERS - kept);
    }

    /** A store with a TTL is empty at the start of the run, and no request writes a session. */
    @Test
    void sessionsThatHaveExpiredAreNotLost() {
        assertThat(lossShare("nodes: 1, durable: false, ttl: 5s", "at 10s: crash kv/1 for 1s"))
                .isZero();
    }

    @Test
    void aCrashOfTheServersLosesNone() {
        assertThat(lossShare("nodes: 1, durable: false", "at 10s: crash web for 1s"))
                .isZero();
    }

    @Test
    void eachRegionLosesTheSessionsOfItsUsers() {
        String here = "kv: { kind: store, nodes: 1, copies: 2, durable: false, regions: [east, west] }\n";
        assertThat(lossShare(run("duration: 20s", here, "at 10s: crash kv for 1s", REGIONS)))
                .isEqualTo(2 * USERS);
        assertThat(lossShare(run("duration: 20s", here, "at 10s: crash kv/1 for 1s", REGIONS)))
                .isZero();
    }

    @Test
    void warmUpLossesAreReportedSeparately() {
        VariantResult result = run(
                "duration: 20s, warmup: 10s",
                "kv: { kind: store, nodes: 1, durable: false }",
                "at 5s: crash kv/1 for 1s");
        assertThat(lossShare(result)).isZero();
        assertThat(result.accounting().losses())
                .extracting(LossResult::component, LossResult::warmup)
                .containsExactly(tuple("web", (double) USERS));
    }

    /** Cache entries are copies: only losses of the source count. */
    @ParameterizedTest
    @CsvSource({
        "'kind: store, nodes: 1, durable: false', at 10s: crash back/1 for 1s, 1000",
        "'kind: store, nodes: 1, durable: false', at 10s: crash kv for 1s, 0",
        "kind: database, at 10s: crash kv for 1s, 0",
        "kind: database, at 10s: crash back for 1s, 0"
    })
    void cacheCrashLosesNoSessions(String source, String fault, int lost) {
        VariantResult result = run(
                "duration: 20s",
                "kv: { kind: cache, entries: 10, source: back }\nback: { %s }".formatted(source),
                fault);
        assertThat(lossShare(result)).isEqualTo(lost);
    }
}
