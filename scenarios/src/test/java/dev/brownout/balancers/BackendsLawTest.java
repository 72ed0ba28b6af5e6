package dev.brownout.balancers;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.Analysis.Station;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several servers behind one balancer, with a weight for each of their nodes. */
@Tag("law")
class BackendsLawTest {
    private static String site(int seed, String balancer, String large, String small, String seconds) {
        return """
                run: { duration: %s, warmup: 10s, seed: %d }
                network: none
                components:
                  lb: { kind: load-balancer, health: none, %s }
                  large: { kind: server, cores: 1, queue: 1M, %s }
                  small: { kind: server, cores: 1, queue: 1M, %s }
                requests:
                  page: { rate: 120/s, timeout: none, path: [lb] }
                """.formatted(seconds, seed + 1, balancer, large, small);
    }

    private static double value(String site, String metric) {
        String message = "predict: { it: " + metric + (metric.endsWith("share") ? " ~ 1%" : " ~ 1") + " +/- 100% }\n";
        return TestScenarioRunner.measure(TestScenarioRunner.run(site + message), "it");
    }

    /** Turns by weight are exact: of 7 calls 5 go to the large node and one to each small node. */
    @Test
    void turnsAreExact() {
        String site = replaceParts(
                site(0, "backends: { large: 5, small: 1 }", "service: 1ms", "nodes: 2, service: 1ms", "5m"),
                "warmup: 10s",
                "warmup: 0s");
        double large = value(site, "lb/large.forwarded");
        double all = large + value(site, "lb/small.forwarded");
        assertThat(all).isGreaterThan(30_000).isEqualTo(value(site, "lb.forwarded"));
        assertThat(large).isCloseTo(all * 5 / 7, within(5.0));
        assertThat(value(site, "lb/small.traffic_share")).isEqualTo((all - large) / all);
        assertThat(value(site, "lb.traffic_share")).isEqualTo(large / all);
    }

    /** One of three nodes is down for the whole run. Its calls are redispatched to the others in turn. */
    @Test
    void turnsOfRedispatchedCallsAreExact() {
        String site = """
                run: { duration: 5m, warmup: 10s }
                network: none
                components:
                  lb: { kind: load-balancer, health: none, redispatch: 1, backends: { a: 1, b: 1, c: 1 } }
                  a: { kind: server, service: 1ms }
                  b: { kind: server, service: 1ms }
                  c: { kind: server, service: 1ms }
                requests:
                  page: { rate: 100/s, timeout: none, path: [lb] }
                faults:
                  - at 0s: crash b
                """;
        double first = value(site, "lb/a.forwarded");
        double third = value(site, "lb/c.forwarded");
        assertThat(first).isGreaterThan(14_000).isCloseTo(third, within(1.0));
        assertThat(value(site, "lb/b.forwarded")).isCloseTo(first, within(1.0));
    }

    /** Returns the mean time in ms of n requests to nodes of 600, 800 and 1,000 ms in turn. */
    private static double inTurn(long n) {
        long sum = (n + 2) / 3 * 600 + (n + 1) / 3 * 800 + n / 3 * 1000;
        return (double) sum / n;
    }

    /**
     * palantir/dialogue, simplest_possible_case of its first simulation report (2020): 1,000 requests at 50 per second
     * to nodes of 600, 800 and 1,000 ms in turn take 0.7998 s on average.
     */
    @Test
    void turnsOfNodesOfDifferentSpeedsAreThoseOfDialogue() {
        assertThat(inTurn(1000)).isCloseTo(799.8, within(1e-9));
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 30s, seed: 1 }
                network: none
                components:
                  lb: { kind: load-balancer, health: none, algorithm: round-robin, backends: { a: 1, b: 1, c: 1 } }
                  a: { kind: server, cores: 200, service: 600ms }
                  b: { kind: server, cores: 200, service: 800ms }
                  c: { kind: server, cores: 200, service: 1s }
                requests:
                  page: { rate: [ step(50/s every=20s), 0/s ], timeout: none, path: [lb] }
                """);
        long offered = result.requests().get("page").offered();
        assertThat(offered).isBetween(850L, 1150L);
        assertThat(TestScenarioRunner.meanMillis(result, "page")).isCloseTo(inTurn(offered), within(1e-6));
    }

    /** Random selection splits Poisson arrivals: 90/s for M/M/1 with 8 ms, and 30/s for M/M/1 with 20 ms. */
    @Test
    void randomSelectionSplitsArrivalsByWeight() {
        String balancer = "algorithm: random, backends: { large: 3, small: 1 }";
        SeedAssertions.agree(
                seed -> TestScenarioRunner.meanMillis(
                        TestScenarioRunner.run(site(seed, balancer, "service: exp(8ms)", "service: exp(20ms)", "10m")),
                        "page"),
                0.75 * 1000 / (125 - 90) + 0.25 * 1000 / (50 - 30),
                0.02);
        String site = site(0, balancer, "service: exp(8ms)", "service: exp(20ms)", "1m");
        Station large = TestScenarioRunner.station(site, "large");
        Station small = TestScenarioRunner.station(site, "small");
        assertThat(large.offeredPerSecond()).isCloseTo(90, within(1e-9));
        assertThat(large.meanNanos()).isCloseTo(1e9 / (125 - 90), within(1.0));
        assertThat(small.utilization()).isCloseTo(0.6, within(1e-9));
        assertThat(small.meanNanos()).isCloseTo(1e9 / (50 - 30), within(1.0));
    }

    /**
     * The Markov chain of two nodes with unequal rates and weights. A call goes to the node with fewer calls per
     * weight; ties are broken in proportion to the weights. Solved by iteration on a grid of 60 by 60 states.
     */
    private static double chain(double arrivals, double[] rates, double[] weights) {
        int most = 60;
        double[][] p = new double[most + 1][most + 1];
        p[0][0] = 1;
        double step = 1 / (arrivals + rates[0] + rates[1]);
        double mean = 0;
        for (int round = 0; round < 60_000; round++) {
            double[][] next = new double[most + 1][most + 1];
            mean = 0;
            for (int i = 0; i <= most; i++) {
                for (int j = 0; j <= most; j++) {
                    double mass = p[i][j];
                    double first = i / weights[0];
                    double second = j / weights[1];
                    double share = first == second ? weights[0] / (weights[0] + weights[1]) : first < second ? 1 : 0;
                    next[Math.min(most, i + 1)][j] += mass * arrivals * step * share;
                    next[i][Math.min(most, j + 1)] += mass * arrivals * step * (1 - share);
                    next[Math.max(0, i - 1)][j] += mass * rates[0] * step;
                    next[i][Math.max(0, j - 1)] += mass * rates[1] * step;
                    mean += mass * (i + j);
                }
            }
            p = next;
        }
        return 1000 * mean / arrivals;
    }

    @ParameterizedTest
    @Tag("change")
    @CsvSource({"2, 1", "1, 1", "1, 3"})
    void leastConnectionsFollowsTheMarkovChain(int large, int small) {
        String balancer = "algorithm: least-connections, backends: { large: " + large + ", small: " + small + " }";
        double mean = chain(120, new double[] {100, 50}, new double[] {large, small});
        SeedAssertions.agree(
                seed -> TestScenarioRunner.meanMillis(
                        TestScenarioRunner.run(site(seed, balancer, "service: exp(10ms)", "service: exp(20ms)", "20m")),
                        "page"),
                mean,
                0.03);
        String site = site(0, balancer, "service: exp(10ms)", "service: exp(20ms)", "1m");
        Station station = TestScenarioRunner.station(site, "small");
        assertThat(station.utilization()).isNaN();
        assertThat(station.offeredPerSecond()).isNaN();
        assertThat(station.formula().toString()).contains("the shares of large and small follow the calls in flight");
    }

    /** Two servers of equal nodes and weights behave as one tier of all their nodes. */
    @ParameterizedTest
    @CsvSource({"round-robin", "least-connections"})
    void equalServersAreOneTier(String algorithm) {
        String two = site(
                3,
                "algorithm: " + algorithm + ", backends: { large: 1, small: 1 }",
                "nodes: 2, service: 10ms",
                "nodes: 2, service: 10ms",
                "2m");
        String one = replaceParts(
                two,
                ", backends: { large: 1, small: 1 }",
                "",
                "large: { kind: server, cores: 1, queue: 1M, nodes: 2",
                "large: { kind: server, cores: 1, queue: 1M, nodes: 4",
                "path: [lb]",
                "path: [lb, large]");
        assertThat(TestScenarioRunner.meanMillis(TestScenarioRunner.run(two), "page"))
                .isEqualTo(TestScenarioRunner.meanMillis(TestScenarioRunner.run(one), "page"));
    }

    /** A deployment and an autoscaler change one server. The other one keeps the nodes and the speed that it has. */
    @Test
    void oneServerScalesAndIsDeployedAlone() {
        String site = replaceParts(
                site(
                        0,
                        "algorithm: random, backends: { large: 1, small: 1 }",
                        "nodes: 2, service: 10ms, autoscale: { max: 6, target: 25%, min: 2 }",
                        "service: 10ms, versions: { v2: { slower: x1.5 } }",
                        "10m"),
                "requests:",
                "faults: [at 5m: deploy small v2]\nrequests:");
        VariantResult run = TestScenarioRunner.run(site);
        assertThat(TestScenarioRunner.measure(run, "large", "nodes")).isGreaterThan(2);
        assertThat(TestScenarioRunner.measure(run, "small", "nodes")).isCloseTo(1, within(0.02));
        assertThat(TestScenarioRunner.measure(run, "small", "deployed")).isCloseTo(0.5, within(0.05));
        assertThat(TestScenarioRunner.station(site, "small").formula().toString())
                .contains("follow their numbers of nodes");
    }

    /** With weights, the shares of the nodes of one tier follow the weights. */
    @Test
    void weightsOfOneTierApplyToEachAlgorithm() {
        String balancer = "algorithm: random, weights: [3, 1]";
        String site = replaceParts(
                site(0, balancer, "nodes: 2, service: exp(10ms)", "service: 1ms", "5m"),
                "path: [lb]",
                "path: [lb, large]",
                "rate: 120/s",
                "rate: 100/s");
        VariantResult run = TestScenarioRunner.run(site);
        double all = TestScenarioRunner.measure(run, "large", "offered");
        assertThat(value(site, "large/1.offered") / all).isCloseTo(0.75, within(0.01));
        assertThat(TestScenarioRunner.station(site, "large").formula().toString())
                .isEqualTo("no estimate: the weights of its nodes differ");
    }
}
