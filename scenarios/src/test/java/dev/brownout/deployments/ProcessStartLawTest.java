package dev.brownout.deployments;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The start steps of processes: the load of a fleet that starts on a store, and restarts after failed starts. */
@Tag("law")
class ProcessStartLawTest {
    /** Returns 100 nodes that call a store of 4 cores for 40 ms when they start. */
    private static String fleet(String start, String store, String fault) {
        return """
                run: { duration: 100s, seed: 1 }
                network: none
                components:
                  lb: { kind: load-balancer, health: none }
                  web: { kind: server, nodes: 100, service: 1ms, on_start: { %s } }
                  config: { kind: server, %s, queue: unlimited }
                requests:
                  page: { rate: constant(10/s), path: [lb, web] }
                faults: [ %s ]
                """.formatted(start, store, fault);
    }

    private static double measure(VariantResult result, String name) {
        return TestScenarioRunner.measure(result, "web", name);
    }

    /** Returns the integral of the number of starting nodes, in seconds. */
    private static double startSeconds(VariantResult result) {
        return measure(result, "starting") * 100;
    }

    private static String predicting(String fleet, String metric, double from, double to) {
        return fleet + "predict: { number: web." + metric + " ~ 1 +/- 1% from " + from + "s to " + to + "s }\n";
    }

    private static double starting(String fleet, double from, double to) {
        return TestScenarioRunner.measure(TestScenarioRunner.run(predicting(fleet, "starting", from, to)), "number");
    }

    /**
     * N nodes start together on c cores with a service time of s (D/D/c batch): batch k is ready after k s, so that the
     * last node is ready after N s / c, and the mean is s (N / c + 1) / 2.
     */
    @ParameterizedTest
    @ChosenRows
    @CsvSource({"4, 40", "1, 20", "10, 100", "100, 500"})
    void startsOfAFleetQueueAtTheStore(int cores, int millis) {
        String fleet = fleet(
                "steps: [ { call: config, timeout: none } ]",
                "cores: " + cores + ", service: " + millis + "ms",
                "at 10s: restart web");
        VariantResult result = TestScenarioRunner.run(fleet);
        double last = 100.0 * millis / cores / 1000;
        assertThat(startSeconds(result)).isCloseTo(100 * (millis / 1000.0 + last) / 2, within(1e-6));
        assertThat(starting(fleet, 10 + last - millis / 1000.0, 10 + last)).isEqualTo(cores);
        assertThat(starting(fleet, 10 + last, 100)).isZero();
        assertThat(measure(result, "starts")).isEqualTo(100);
        assertThat(measure(result, "failed_starts")).isZero();
    }

    /**
     * With a timeout of 1.005 s a store that serves 100 calls per second works for calls that have timed out. Of 250
     * nodes, 100 are ready after 1 s. The other 150 restart immediately behind 150 stale calls, fail at 2.01 s, and
     * wait for 10 s. The queue is empty at 4 s. Another 100 are ready at 13.01 s. The last 50 fail at 13.015 s, wait
     * for 20 s, and are ready at 33.515 s.
     */
    @Test
    void staleCallsDelayTheNextStarts() {
        String fleet = replaceParts(
                fleet("steps: [ { call: config, timeout: 1005ms } ]", "cores: 1, service: 10ms", "at 10s: restart web"),
                "nodes: 100",
                "nodes: 250");
        VariantResult result = TestScenarioRunner.run(fleet);
        double timed = 0;
        for (int i = 1; i <= 100; i++) {
            timed += i * 0.01 + 12.01 + i * 0.01 + (i <= 50 ? 33.015 + i * 0.01 : 0);
        }
        assertThat(startSeconds(result)).isCloseTo(timed, within(1e-6));
        assertThat(measure(result, "starts")).isEqualTo(250 + 150 + 150 + 50);
        assertThat(measure(result, "failed_starts")).isEqualTo(150 + 150 + 50);
    }

    /** A limit of k processes at the same time: the fleet starts in N / k rounds, rounded up. */
    @ParameterizedTest
    @ChosenRows(2)
    @CsvSource({"1, 100", "7, 15", "50, 2", "200, 1"})
    void concurrentStartsAreLimited(int most, int rounds) {
        String fleet = fleet(
                "concurrent: " + most + ", steps: [ wait: 500ms ]", "cores: 1, service: 1ms", "at 10s: restart web");
        VariantResult result = TestScenarioRunner.run(fleet);
        double sum = 0;
        for (int node = 0; node < 100; node++) {
            sum += 0.5 * (node / most + 1);
        }
        assertThat(startSeconds(result)).isCloseTo(sum, within(1e-6));
        assertThat(starting(fleet, 10 + 0.5 * rounds, 100)).isZero();
        assertThat(starting(fleet, 10 + 0.5 * (rounds - 1), 10 + 0.5 * rounds)).isEqualTo(100 - (rounds - 1) * most);
    }

    /** Returns the mean start time of one core that serves 100 calls of 40 ms, uniform over the jitter in seconds. */
    private static double lindley(double jitter, int runs) {
        SplittableRandom random = new SplittableRandom(5);
        double sum = 0;
        for (int run = 0; run < runs; run++) {
            List<Double> arrivals = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                arrivals.add(random.nextDouble() * jitter);
            }
            arrivals.sort(Double::compare);
            double free = 0;
            for (double position : arrivals) {
                free = Math.max(free, position) + 0.04;
                sum += free / 100;
            }
        }
        return sum / runs;
    }

    /**
     * Jitter spreads the calls: the mean start time agrees with a simulation of the queue alone. Each run has ten
     * restarts, so that the means of the runs are nearly normal.
     */
    @ParameterizedTest
    @ChosenRows(2)
    @CsvSource({"2", "4", "8"})
    void jitterSpreadsTheCalls(double jitter) {
        List<String> restarts = IntStream.range(0, 10)
                .mapToObj(i -> "at " + (5 + 10 * i) + "s: restart web")
                .toList();
        String fleet = replaceParts(
                fleet(
                        "jitter: uniform(0s " + jitter + "s), steps: [ { call: config, timeout: none } ]",
                        "cores: 1, service: 40ms",
                        String.join(", ", restarts)),
                "duration: 100s",
                "duration: 110s");
        double truth = lindley(jitter, 4000);
        SeedAssertions.agree(
                seed -> measure(
                                TestScenarioRunner.run(replaceParts(fleet, "seed: 1", "seed: " + (seed + 1))),
                                "starting")
                        * 110
                        / 1000,
                truth,
                0.002 * truth,
                0.01);
    }

    /** As of the kubelet, restarts follow after 0, 10, 20, 40, 80, 160 and 300 s, here at 10, 10, 20, 40 and 80 s. */
    @Test
    void failedStartsBackOff() {
        String fleet =
                fleet("steps: [ { call: config, timeout: 1s } ]", "cores: 4, service: 1ms", "at 5s: crash config");
        String down = replaceParts(fleet, "[ at 5s: crash config ]", "[ at 5s: crash config, at 10s: restart web ]");
        assertThat(measure(TestScenarioRunner.run(down), "failed_starts")).isEqualTo(100 * 5);
        String constant = replaceParts(down, "on_start: { ", "on_start: { backoff: 40s, ");
        assertThat(measure(TestScenarioRunner.run(constant), "starts")).isEqualTo(100 * 3);
        assertThat(startSeconds(TestScenarioRunner.run(down))).isCloseTo(100 * 90, within(1e-6));
    }

    /** A process that has run for over 10 min begins again with the first wait. */
    @ParameterizedTest
    @ChosenRows
    @CsvSource({"500, 10", "700, 0"})
    void backoffBeginsAgainAfterTenMinutes(int runs, int waits) {
        String fleet = replaceParts(
                fleet(
                        "steps: [ { call: config, timeout: 1s } ]",
                        "cores: 100, service: 1ms",
                        ("at 10s: crash config for 1s, at 10s: restart web, "
                                        + "at %ds: crash config for 1s, at %ds: restart web")
                                .formatted(20 + runs, 20 + runs)),
                "duration: 100s",
                "duration: 1000s");
        // The second failure of the first period waits for 10 s: a start of 10.001 s, and then the next one.
        double expected = 100 * (10.001 + (waits == 0 ? 10.001 : 20.001));
        assertThat(measure(TestScenarioRunner.run(fleet), "starting") * 1000).isCloseTo(expected, within(1e-6));
    }

    /** A crash ends the start. It begins again when the crash ends. */
    @Test
    void crashEndsAStart() {
        String fleet = fleet(
                "steps: [ wait: 10s ]", "cores: 1, service: 1ms", "at 10s: restart web, at 15s: crash web/1 for 20s");
        VariantResult result = TestScenarioRunner.run(fleet);
        assertThat(measure(result, "starts")).isEqualTo(101);
        assertThat(measure(result, "failed_starts")).isEqualTo(1);
        assertThat(startSeconds(result)).isCloseTo(99 * 10 + 5 + 10, within(1e-6));
        assertThat(starting(fleet, 35, 45)).isEqualTo(1);
    }

    /**
     * A new node enters service after its startup of 7 s, its start steps of 4 s, and the next readiness check. With
     * checks at 5, 15 and 25 s that is 15 s after its launch. A crash of 3 s during the steps delays it to 25 s.
     */
    @ParameterizedTest
    @CsvSource({"none, 15", "web/5, 25"})
    void newNodeIsReadyAfterItsSteps(String crashed, int seconds) {
        String fault = crashed.equals("none") ? "" : ", at 20s: crash " + crashed + " for 3s";
        String fleet = replaceParts(
                fleet("steps: [ wait: 4s ]", "cores: 1, service: 1ms", "at 10s: scale web to 5" + fault),
                "nodes: 100, service: 1ms",
                "nodes: 4, service: 1ms, readiness: { delay: 5s, period: 10s }, "
                        + "autoscale: { target: 99%, min: 4, max: 6, startup: 7s, sync: 99s }");
        for (int nodes = 4; nodes <= 5; nodes++) {
            double from = nodes == 4 ? 10 : 10 + seconds;
            double to = nodes == 4 ? 10 + seconds : 90;
            String text = predicting(fleet, "nodes", from, to);
            assertThat(TestScenarioRunner.measure(TestScenarioRunner.run(text), "number"))
                    .isEqualTo(nodes);
        }
        assertThat(measure(TestScenarioRunner.run(fleet), "failed_starts")).isEqualTo(crashed.equals("none") ? 0 : 1);
    }

    /** Calls to a node in its start steps are refused, and an unready node gets none. */
    @Test
    void startingNodeRefusesCalls() {
        String fleet = replaceParts(
                fleet("steps: [ wait: 20s ]", "cores: 1, service: 1ms", "at 10s: restart web"),
                "nodes: 100",
                "nodes: 1");
        VariantResult result = TestScenarioRunner.run(fleet);
        assertThat(result.requests().get("page").outcomes().get("refused")).isBetween(199L, 201L);
        assertThat(result.requests().get("page").failed())
                .isEqualTo(result.requests().get("page").outcomes().get("refused"));
    }
}
