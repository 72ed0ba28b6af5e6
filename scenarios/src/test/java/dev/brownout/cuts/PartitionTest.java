package dev.brownout.cuts;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Partitions between components, nodes and zones: failed calls across them, and no effect on other calls. */
class PartitionTest {
    /**
     * Returns a site with a constant 100/s of each request: two tiers that call one database, and one class that calls
     * only the first tier.
     */
    private static String site(String faults) {
        return """
                run: { duration: 40s, seed: 1 }
                network: { rtt: 1ms }
                components:
                  web: { kind: server, nodes: 2, service: 1ms }
                  api: { kind: server, nodes: 2, service: 1ms }
                  db: { kind: server, nodes: 2, service: 1ms }
                requests:
                  page: { rate: constant(100/s), timeout: 500ms, path: [web, db] }
                  call: { rate: constant(100/s), timeout: 500ms, path: [api, db] }
                  ping: { rate: constant(100/s), timeout: 500ms, path: [web] }
                faults: [ %s ]
                """.formatted(faults);
    }

    private static long failed(VariantResult result, String request) {
        return result.requests().get(request).failed();
    }

    @Test
    void onlyCallsAcrossAPartitionTimeOut() {
        VariantResult cut = TestScenarioRunner.run(site("at 10s: partition web ~ db for 10s"));
        assertThat(failed(cut, "page")).isEqualTo(1000);
        assertThat(cut.requests().get("page").outcomes()).containsEntry("timed_out", 1000L);
        assertThat(failed(cut, "call") + failed(cut, "ping")).isZero();
    }

    @Test
    void partitionOfOneNodeFailsItsShareOfCalls() {
        VariantResult cut = TestScenarioRunner.run(site("at 10s: partition web/1 ~ db for 10s"));
        assertThat(failed(cut, "page")).isBetween(380L, 620L);
        VariantResult corner = TestScenarioRunner.run(site("at 10s: partition web/1 ~ db/2 for 10s"));
        assertThat(failed(corner, "page")).isBetween(160L, 340L);
        assertThat(failed(cut, "call") + failed(corner, "call")).isZero();
    }

    /** Calls over a degraded link are late and none is lost. */
    @Test
    void degradedLinkAddsLatencyWithoutLoss() {
        VariantResult slow = TestScenarioRunner.run(site("at 10s: degrade web ~ db latency=+100ms for 10s"));
        assertThat(slow.requests().get("page").successes().max()).isBetween(200e6, 210e6);
        assertThat(slow.requests().get("call").successes().max()).isLessThan(20e6);
        assertThat(failed(slow, "page")).isZero();
    }

    /**
     * A one-way partition from caller to callee drops requests. In the other direction requests arrive and are served,
     * and their responses are dropped.
     */
    @Test
    void oneWayPartitionDropsTheFirstDirection() {
        VariantResult calls = TestScenarioRunner.run(site("at 10s: partition web ~ db one-way for 10s"));
        VariantResult answers = TestScenarioRunner.run(site("at 10s: partition db ~ web one-way for 10s"));
        assertThat(failed(calls, "page")).isEqualTo(failed(answers, "page")).isEqualTo(1000);
        assertThat(TestScenarioRunner.measure(answers, "db", "offered")
                        - TestScenarioRunner.measure(calls, "db", "offered"))
                .isEqualTo(1000);
    }

    /**
     * A partition of single nodes keeps the random streams of their links: latencies before the partition do not
     * change.
     */
    @Test
    void partitionKeepsTheRandomStreamsOfLinks() {
        String drawn = replaceParts(site(""), "rtt: 1ms", "rtt: exp(1ms), loss: 1%");
        VariantResult none = TestScenarioRunner.run(drawn);
        VariantResult separate = TestScenarioRunner.run(
                replaceParts(drawn, "faults: [", "faults: [ at 39.999s: partition web ~ db/1 for 1us"));
        assertThat(separate.requests().get("page").successes())
                .isEqualTo(none.requests().get("page").successes());
        assertThat(separate.requests().get("call").successes())
                .isEqualTo(none.requests().get("call").successes());
    }

    @Test
    void zonePartitionFailsCallsAcrossZones() {
        String zoned =
                replaceParts(site("at 10s: partition zone/a ~ zone/b for 10s"), "nodes: 2,", "nodes: 2, zones: 2,");
        VariantResult cut = TestScenarioRunner.run(zoned);
        assertThat(failed(cut, "page")).isBetween(380L, 620L);
        assertThat(failed(cut, "ping")).isZero();
    }

    /**
     * A primary that cannot reach the lease store. The lease of 30 s was renewed at p - 10 s and expires 20 + p after
     * the partition begins. A new primary takes over 3 s later. The old primary retries 60 + p after the begin of the
     * partition.
     */
    @ParameterizedTest
    @CsvSource({"true, 0", "false, 37"})
    void fencingPreventsDualPrimaryWithoutLease(String fenced, double seconds) {
        for (int seed = 0; seed < SeedAssertions.SEEDS; seed++) {
            VariantResult result =
                    TestScenarioRunner.run(leased(fenced, "at 1m: partition db/primary ~ db/lease for 60s", seed));
            assertThat(TestScenarioRunner.measure(result, "db", "dual_primary_seconds"))
                    .isCloseTo(seconds, within(0.01));
        }
    }

    /**
     * No node holds the lease from 20 + p after the begin of the partition until a node reaches the store at 60 + p and
     * takes over.
     */
    @Test
    void unreachableLeaseStoreLeavesNoPrimary() {
        SeedAssertions.agree(
                seed -> {
                    VariantResult result =
                            TestScenarioRunner.run(leased("true", "at 1m: partition db/lease ~ db for 60s", seed));
                    assertThat(TestScenarioRunner.measure(result, "db", "dual_primary_seconds"))
                            .isZero();
                    return failed(result, "order");
                },
                20 * 43,
                0.02);
    }

    private static String leased(String fenced, String fault, int seed) {
        return """
                run: { duration: 4m, seed: %d }
                load: 20/s
                components:
                  web: { kind: server, service: 1ms }
                  db:
                    kind: database
                    replicas: 1
                    failover: { lease: 30s, loop: 10s, takeover: 3s, fencing: %s }
                requests:
                  order: { steps: [ web, write: db ] }
                faults: [ %s ]
                """.formatted(seed, fenced, fault);
    }
}
