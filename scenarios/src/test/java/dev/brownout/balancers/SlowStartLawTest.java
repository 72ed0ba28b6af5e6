package dev.brownout.balancers;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Slow start: new and recovered nodes have a weight w that grows linearly. One of n nodes gets w / (n - 1 + w) of the
 * calls.
 */
@Tag("law")
class SlowStartLawTest {
    private static final double EACH = 100;

    private static String site(int seed, String balancer, int nodes, String fault) {
        return """
                run: { duration: 110s, seed: %d }
                network: none
                components:
                  lb: { kind: load-balancer, slow_start: 30s, %s }
                  web: { kind: server, nodes: %d, cores: 100, service: 10ms }
                requests:
                  page: { rate: 400/s, path: [lb, web] }
                faults: [ %s ]
                """.formatted(seed + 1, balancer, nodes, fault);
    }

    private static double perSecond(String site, String window) {
        String message = "predict: { it: web/4.throughput ~ 1/s +/- 100% " + window + " }\n";
        return TestScenarioRunner.measure(TestScenarioRunner.run(site + message), "it");
    }

    /** Returns the mean of w / (3 + w) while w grows linearly between two values: the share of one of four nodes. */
    private static double share(double from, double to) {
        return 1 - 3 / (to - from) * Math.log((3 + to) / (3 + from));
    }

    @ParameterizedTest
    @ChosenRows
    @ValueSource(strings = {"round-robin", "random", "weighted, weights: [7, 7, 7, 7]"})
    void weightOfANewNodeGrowsLinearly(String algorithm) {
        String grown = "at 20s: scale web to 4";
        String[] windows = {"from 20s to 50s", "from 20s to 35s", "from 35s to 50s", "from 50s to 100s"};
        double[] shares = {share(0, 1), share(0, 0.5), share(0.5, 1), 0.25};
        for (int i = 0; i < windows.length; i++) {
            String window = windows[i];
            SeedAssertions.agree(
                    seed -> perSecond(site(seed, "algorithm: " + algorithm, 3, grown), window), shares[i] * 400, 0.02);
        }
    }

    /** The second of two nodes recovers: it gets 30.7 % of the calls while its weight grows, and 50 % afterwards. */
    @Test
    void recoveredNodeOfTwoRampsUp() {
        String site = """
                run: { duration: 145s, seed: 77 }
                network: none
                components:
                  lb: { kind: load-balancer, slow_start: 100s, health: { every: 1s, fall: 1, rise: 1 } }
                  web: { kind: server, nodes: 2, cores: 1000, service: 1ms }
                requests:
                  page: { rate: 1000/s, timeout: 1s, path: [lb, web] }
                faults: [ at 20s: crash web/2 for 20s as down ]
                predict: { it: web/2.offered ~ 30685 +/- 5% from 40500ms to 140500ms }
                """;
        assertThat(TestScenarioRunner.measure(TestScenarioRunner.run(site), "it"))
                .isBetween(30_685 * 0.985, 30_685 * 1.015);
    }

    /** Two of four nodes are new: each has w / (2 + 2w) of the calls, a quarter at w = 1. */
    @Test
    @Tag("change")
    void twoNewNodesShareCallsByTheirWeights() {
        SeedAssertions.agree(
                seed -> perSecond(site(seed, "algorithm: round-robin", 2, "at 20s: scale web to 4"), "from 20s to 50s"),
                400 * 0.5 * (1 - Math.log(2)),
                0.02);
    }

    /**
     * Envoy: the minimum weight is 10 %; with an aggression of 2, w is the square root of the elapsed share of the
     * window.
     */
    @ParameterizedTest
    @Tag("change")
    @CsvSource({"slow_start_min_weight: 10%", "slow_start_aggression: x2", "profile: envoy"})
    void minimumWeightAndAggressionChangeTheRamp(String method) {
        double least = 0.1 * 0.1 / 3.1 + 0.9 * share(0.1, 1);
        double root = 1 - 6 + 18 * Math.log(4.0 / 3);
        SeedAssertions.agree(
                seed -> perSecond(site(seed, method, 3, "at 20s: scale web to 4"), "from 20s to 50s"),
                400 * (method.contains("aggression") ? root : least),
                0.02);
    }

    /** Idle nodes are selected by weight. Of two sampled nodes the idle one is selected, even if it is the second. */
    @ParameterizedTest
    @Tag("change")
    @ValueSource(strings = {"least-connections", "power-of-two"})
    void idleNodesAreSelectedByWeight(String algorithm) {
        SeedAssertions.agree(
                seed -> perSecond(
                        replaceParts(
                                site(seed, "algorithm: " + algorithm, 3, "at 20s: scale web to 4"),
                                "service: 10ms",
                                "service: 0.01ms"),
                        "from 20s to 50s"),
                400 * share(0, 1),
                0.02);
    }

    /** The number of points on the ring follows the weight. The share is relative to the share after the slow start. */
    @Test
    @Tag("change")
    void ringHasFewerPointsForANewNode() {
        SeedAssertions.agree(
                seed -> {
                    String site = replaceParts(
                            site(seed, "algorithm: ring-hash", 3, "at 20s: scale web to 4"),
                            "rate: 400/s",
                            "rate: 400/s, key: uniform(100k)");
                    return perSecond(site, "from 20s to 50s") / perSecond(site, "from 50s to 110s");
                },
                4 * share(0, 1),
                0.05,
                0.03);
    }

    /**
     * The node recovers at 40 s, is detected at the second check of one every 2 s, and then gets 54.8 % of its share
     * for 30 s.
     */
    @ParameterizedTest
    @Tag("change")
    @ValueSource(strings = {"slow_start: 30s", "slow_start: 1ns"})
    void recoveredNodeRampsUpAfterItsHealthChecks(String slow) {
        double fewer = slow.endsWith("30s") ? 30 * (1 - 4 * share(0, 1)) : 0;
        String health = "health: { every: 2s, fall: 2, rise: 2 }";
        SeedAssertions.agree(
                seed -> 60
                        * perSecond(
                                replaceParts(
                                        site(seed, health, 4, "at 20s: crash web/4 for 20s"), "slow_start: 30s", slow),
                                "from 40s to 100s"),
                (60 - 3 - fewer) * EACH,
                0.02);
    }

    /**
     * The number of calls in flight is w times that of each other node: for calls of equal duration w / (3 + w) of all
     * calls.
     */
    @Test
    @Tag("change")
    void leastConnectionsScalesCallsInFlightByWeight() {
        double mean = share(0, 1);
        for (int seed = 0; seed < 3; seed++) {
            String site = replaceParts(
                    site(seed, "algorithm: least-connections", 3, "at 20s: scale web to 4"),
                    "service: 10ms",
                    "service: 1s",
                    "cores: 100",
                    "cores: 1k");
            assertThat(perSecond(site, "from 20s to 50s")).isBetween(0.85 * mean * 400, 1.1 * mean * 400);
        }
    }

    @Test
    void rejectsSlowStartWithHashTables() {
        for (String algorithm : new String[] {"source-hash", "maglev"}) {
            assertThatThrownBy(() ->
                            TestScenarioRunner.run(site(0, "algorithm: " + algorithm, 3, "at 20s: scale web to 4")))
                    .hasMessageContaining("source-hash, maglev and shuffle-sharding have none");
        }
    }
}
