package dev.brownout.balancers;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Balancers that learn of scaling, drains and deployments with a discovery delay. */
@Tag("law")
class DiscoveryDelayLawTest {
    /** Returns a site with 200/s, round-robin over four nodes. */
    private static String site(int seed, String late, String service, String fault) {
        return """
                run: { duration: 40s, seed: %d }
                network: none
                components:
                  lb: { kind: load-balancer, health: none, %s }
                  web: { kind: server, nodes: 4, cores: 1k, service: %s }
                requests:
                  page: { rate: 200/s, path: [lb, web] }
                faults: [ %s ]
                """.formatted(seed + 1, late, service, fault);
    }

    private static VariantResult run(int seed, String late, String service, String fault) {
        return TestScenarioRunner.run(site(seed, late, service, fault));
    }

    private static double refused(VariantResult result) {
        return result.requests().get("page").outcomes().getOrDefault("refused", 0L);
    }

    private static double failed(VariantResult result) {
        return result.requests().get("page").failed();
    }

    /** A quarter of 200/s is still sent to a node that accepts no new calls, until the balancer learns of the drain. */
    @Test
    @Tag("change")
    void drainingNodeRefusesCallsUntilDiscovery() {
        String drain = "at 10s: drain web/1";
        for (double delay : new double[] {0.5, 1, 2, 5}) {
            String late = "discovery_delay: " + (long) (delay * 1000) + "ms";
            SeedAssertions.agree(seed -> refused(run(seed, late, "1ms", drain)), 50 * delay, 0.1);
        }
        for (int seed = 0; seed < 3; seed++) {
            assertThat(refused(run(seed, "redispatch: 0", "1ms", drain))).isZero();
            assertThat(refused(run(seed, "discovery_delay: 5s, redispatch: 1", "1ms", drain)))
                    .isZero();
        }
    }

    /**
     * A terminating process closes its listening socket first: its 25 calls in flight succeed, new calls are refused.
     */
    @Test
    void busyDrainingNodeRefusesNewCalls() {
        SeedAssertions.agree(
                seed -> {
                    VariantResult result = run(seed, "discovery_delay: 5s", "500ms", "at 10s: drain web/1");
                    assertThat(failed(result)).isEqualTo(refused(result));
                    return refused(result);
                },
                50 * 5,
                0.05);
    }

    /**
     * The four nodes are replaced one by one while each receives a quarter of the calls. Each refuses 50/s until the
     * balancer stops sending to it.
     */
    @Test
    void rollingUpdateRefusesCallsAtEachNode() {
        String rollout = "at 5s: deploy web v2 by 1 every 8s startup=3s";
        String versions = "versions: { v2: {} }, service: 1ms";
        for (double delay : new double[] {1, 2}) {
            String late = "discovery_delay: " + (long) delay + "s";
            SeedAssertions.agree(
                    seed -> refused(TestScenarioRunner.run(
                            replaceParts(site(seed, late, "1ms", rollout), "service: 1ms", versions))),
                    4 * 50 * delay,
                    0.05);
        }
    }

    @Test
    void scaleDownRefusesCallsUntilDiscovery() {
        SeedAssertions.agree(
                seed -> refused(run(seed, "discovery_delay: 1s", "1ms", "at 10s: scale web to 2")), 2 * 50 * 1, 0.05);
    }

    /** A health check finds the socket closed, after half a second on average. */
    @Test
    @Tag("change")
    void healthChecksDetectADrainBeforeDiscovery() {
        String checked = "health: { every: 1s, fall: 1 }, discovery_delay: 5s";
        for (String service : new String[] {"1ms", "2s"}) {
            SeedAssertions.agree(
                    seed -> refused(TestScenarioRunner.run(
                            replaceParts(site(seed, "", service, "at 10s: drain web/1"), "health: none, ", checked))),
                    50 * 0.5,
                    0.25);
        }
    }

    /** Calls that are in transit when the drain begins are served: 1,000/s for 40 ms. */
    @Test
    void callsInTransitAtTheDrainAreServed() {
        for (String fault : new String[] {"drain web/1", "scale web to 1"}) {
            String far = replaceParts(
                    site(0, "", "1ms", "at 10s: " + fault + " for 1ms"),
                    "network: none",
                    "network: { rtt: 80ms }",
                    "200/s",
                    "4k/s");
            assertThat(failed(TestScenarioRunner.run(far))).as(fault).isZero();
        }
    }

    @Test
    void newNodeIsIdleUntilDiscovery() {
        VariantResult late = grown("discovery_delay: 5s");
        assertThat(TestScenarioRunner.measure(late, "unheard")).isZero();
        assertThat(TestScenarioRunner.measure(late, "heard")).isCloseTo(40, within(4.0));
        assertThat(TestScenarioRunner.measure(grown("redispatch: 0"), "unheard"))
                .isCloseTo(40, within(4.0));
    }

    private static VariantResult grown(String late) {
        return TestScenarioRunner.run(site(0, late, "1ms", "at 20s: scale web to 5") + """
                predict:
                  unheard: web/5.throughput ~ 1/s +/- 100% from 20s to 24900ms
                  heard: web/5.throughput ~ 1/s +/- 100% from 25s to 39s
                """);
    }
}
