package dev.brownout.deployments;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shutdown of a node: refusals between the end of its listening and the discovery by its callers, the grace period
 * with the pre-stop time in it, and readiness.
 */
@Tag("law")
class ShutdownLawTest {
    /** Returns a site with 200 calls per second at equal intervals, round-robin over four nodes. */
    private static String site(String balancer, String server, String fault) {
        return """
                run: { duration: 60s, seed: 1 }
                network: none
                components:
                  lb: { kind: load-balancer, health: none, algorithm: round-robin, %s }
                  web: { kind: server, nodes: 4, cores: 1k, %s }
                requests:
                  page: { rate: constant(200/s), path: [lb, web] }
                faults: [ %s ]
                """.formatted(balancer, server, fault);
    }

    private static double outcome(VariantResult result, String name) {
        return result.requests().get("page").outcomes().getOrDefault(name, 0L);
    }

    private static double failed(VariantResult result) {
        return result.requests().get("page").failed();
    }

    /**
     * A node with 50 calls per second refuses 50 calls for each second by which the discovery is later than its stop.
     */
    @ParameterizedTest
    @ChosenRows({1, 7})
    @CsvSource({"500, 0", "1000, 0", "2000, 0", "5000, 0", "5000, 2000", "5000, 4500", "3000, 3000", "3000, 10000"})
    void refusedCallsAreRateTimesDelay(long delayMillis, long preStopMillis) {
        String preStop = preStopMillis == 0 ? "grace: 30s" : "pre_stop: " + preStopMillis + "ms";
        VariantResult result = TestScenarioRunner.run(site(
                "discovery_delay: " + delayMillis + "ms", "service: 1ms, " + preStop, "at 10s: drain web/1 for 40s"));
        double expected = 50 * Math.max(0, delayMillis - preStopMillis) / 1000.0;
        assertThat(outcome(result, "refused")).isCloseTo(expected, within(1.0));
        assertThat(failed(result)).isEqualTo(outcome(result, "refused"));
        assertThat(TestScenarioRunner.measure(result, "web", "refused_stopping"))
                .isEqualTo(outcome(result, "refused"));
    }

    /**
     * A rolling update stops each of the four nodes once. Each refuses its calls for 3 s, until its discovery: 40 per
     * second if the surge makes it one of five nodes, and 50 if it is one of four.
     */
    @ParameterizedTest
    @ChosenRows
    @CsvSource({"by 1 every 8s startup=5s, 0", "max_surge=1 max_unavailable=0 startup=5s, 0", "max_surge=1, 3"})
    void rollingUpdateRefusesAtEachNode(String method, int preStop) {
        String server = "service: 1ms, versions: { v2: {} }, grace: 30s" + (preStop == 0 ? "" : ", pre_stop: 3s");
        VariantResult result =
                TestScenarioRunner.run(site("discovery_delay: 3s", server, "at 10s: deploy web v2 " + method));
        if (preStop > 0) {
            assertThat(failed(result)).isZero();
        } else {
            assertThat(outcome(result, "refused")).isBetween(4 * 3 * 40.0, 4 * 3 * 50.0 + 4);
        }
    }

    /** Callers without a balancer send to a node that has stopped until their own discovery. */
    @Test
    void callersWithoutABalancerDiscoverLate() {
        String site = replaceParts(
                site("", "service: 1ms, discovery_delay: 2s", "at 10s: drain web/1 for 30s"), "[lb, web]", "[web]");
        SeedAssertions.agree(
                seed -> outcome(
                        TestScenarioRunner.run(replaceParts(site, "seed: 1", "seed: " + (seed + 1))), "refused"),
                50 * 2,
                0.1);
        assertThat(failed(TestScenarioRunner.run(
                        replaceParts(site, "discovery_delay: 2s", "discovery_delay: 2s, pre_stop: 2s"))))
                .isZero();
    }

    /** Calls of 35 s: those that arrived in the last 5 s before the shutdown, or in the pre-stop time, are killed. */
    @ParameterizedTest
    @ChosenRows({1, 3})
    @CsvSource({
        "grace: 30s, 5",
        "grace: 30s;pre_stop: 10s, 15",
        "grace: 30s;pre_stop: 40s, 33",
        "grace: 36s, 0",
        "pre_stop: 10s;grace: 46s, 0"
    })
    void gracePeriodIncludesPreStop(String settings, int seconds) {
        String server = "service: 35s, " + settings.replace(";", ", ");
        VariantResult result = TestScenarioRunner.run(replaceParts(
                site("discovery_delay: 50s", server, "at 60s: drain web/1"),
                "duration: 60s",
                "duration: 120s",
                "rate: constant(200/s)",
                "timeout: none, rate: constant(4/s)"));
        assertThat(outcome(result, "reset")).isCloseTo(seconds, within(1.0));
        assertThat(TestScenarioRunner.measure(result, "web", "drain_killed")).isEqualTo(outcome(result, "reset"));
    }

    /** The grace period of a fault takes precedence over that of the server. */
    @Test
    void faultHasItsOwnGracePeriod() {
        String site = site("", "service: 5s, grace: 1s", "at 30s: drain web/1 grace=%s");
        assertThat(outcome(TestScenarioRunner.run(replaceParts(site, " grace=%s", "")), "reset"))
                .isCloseTo(50 * 4, within(2.0));
        assertThat(failed(TestScenarioRunner.run(replaceParts(site, "%s", "6s"))))
                .isZero();
    }

    /** Returns a site with 5 calls per second and node. Its balancer detects stopped nodes by its checks alone. */
    private static String checked(int seed, int nodes, String server, String drained) {
        return """
                run: { duration: 60s, seed: %d }
                network: none
                components:
                  lb:
                    kind: load-balancer
                    algorithm: round-robin
                    discovery_delay: 1h
                    health: { every: 15s, fall: 2, timeout: 5s }
                  web: { kind: server, nodes: %d, cores: 1k, service: 1ms, grace: 90s, %s }
                requests:
                  page: { rate: constant(%d/s), path: [lb, web] }
                faults: [ at 5s: drain web/%s ]
                """.formatted(seed, nodes, server, 5 * nodes, drained);
    }

    /**
     * A balancer that only checks every 15 s, two failures, as in quay/quay#6871. It finds a node that fails its checks
     * 15 s to 30 s later. With a signal of d seconds after the shutdown, a pre-stop time of 30 s leaves no margin: the
     * calls of d * d / 30 seconds per node are refused. 45 s suffice. Half of the nodes stop here, and at a time of 15
     * s + 15 s x u after the signal the share u of them is found, so that each other node has 5 / (1 - u / 2) calls per
     * second. The integral over u from 1 - d / 15 s to 1 is 150 x (d / 15 s - ln(1 + d / 15 s)) calls per node.
     */
    @ParameterizedTest
    @Tag("change")
    @CsvSource({"30s, 0s, 0", "30s, 6s, 6", "45s, 0s, 0", "45s, 6s, 0"})
    void preStopOutlastsTheChecksOfTheBalancer(String preStop, String signal, int delay) {
        String server = "pre_stop: " + preStop + ", unready_after: " + signal;
        if (delay == 0) {
            assertThat(failed(TestScenarioRunner.run(checked(7, 200, server, "50%"))))
                    .isZero();
        } else {
            SeedAssertions.agree(
                    seed -> failed(TestScenarioRunner.run(checked(seed, 200, server, "50%"))) / 100,
                    150 * (delay / 15.0 - StrictMath.log(1 + delay / 15.0)),
                    0.03);
        }
    }

    /**
     * A hook that only sleeps changes no check: the balancer still finds the stop 15 s to 30 s after the end of the
     * hook. A quarter of the nodes stops. Each refuses 5 calls per second for 15 s, and 5 / (1 - u / 4) calls per
     * second until it is found at 15 s + 15 s x u, together 75 x (1 + 4 x (1 - 3 ln(4/3))) calls.
     */
    @Test
    @Tag("change")
    void checksThatPassDuringPreStopDetectNothing() {
        for (String preStop : new String[] {"5s", "20s"}) {
            SeedAssertions.agree(
                    seed -> failed(TestScenarioRunner.run(checked(seed, 40, "pre_stop: " + preStop, "25%"))) / 10,
                    75 * (1 + 4 * (1 - 3 * StrictMath.log(4 / 3.0))),
                    0.1);
        }
    }

    /** A new node is checked 5 s after its start and then every 10 s: with a start time of 7 s it serves after 15 s. */
    @ParameterizedTest
    @ChosenRows
    @CsvSource({"1, 15", "2, 25"})
    void readinessChecksRoundUpTheStart(int successes, int seconds) {
        String server = "service: 1ms, autoscale: { target: 99%, min: 4, max: 6, startup: 7s, sync: 50s }, readiness: "
                + "{ delay: 5s, period: 10s, successes: " + successes + " }";
        VariantResult result = TestScenarioRunner.run(
                site("", server, "at 10s: scale web to 5 for 40s") + """
                predict:
                  before: web.nodes ~ 4 +/- 1%% from 10s to %ds
                  after: web.nodes ~ 5 +/- 1%% from %ds to 49s
                """.formatted(10 + seconds, 10 + seconds));
        assertThat(TestScenarioRunner.measure(result, "before")).isEqualTo(4);
        assertThat(TestScenarioRunner.measure(result, "after")).isEqualTo(5);
    }

    /** A consumer keeps taking messages in its pre-stop time, and finishes those that it has. */
    @ParameterizedTest
    @ValueSource(strings = {"jobs: { kind: queue, visibility: 10s }", "jobs: { kind: topic, partitions: 8 }"})
    void consumersWorkUntilTheSignal(String jobs) {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 30s, seed: 7 }
                components:
                  front: { kind: server, service: 1ms }
                  %s
                  workers: { kind: server, nodes: 2, cores: 10, service: 20ms, consumes: jobs, pre_stop: 10s }
                requests:
                  send: { rate: constant(100/s), steps: [ front, publish: jobs ] }
                faults: [ at 10s: drain workers/1 ]
                predict:
                  meanwhile: workers/1.offered ~ 1 +/- 100%% from 11s to 19s
                  afterwards: workers/1.offered ~ 1 +/- 100%% from 21s to 30s
                """.formatted(jobs));
        assertThat(TestScenarioRunner.measure(result, "meanwhile")).isGreaterThan(100);
        assertThat(TestScenarioRunner.measure(result, "afterwards")).isZero();
        assertThat(TestScenarioRunner.measure(result, "workers", "drain_killed"))
                .isZero();
    }
}
