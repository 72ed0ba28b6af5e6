package dev.brownout.machines;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.language.ScenarioTexts;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scale to zero of one server: it stops 5 s after its last call, boots in 2 s, and is called every 10 s. */
class IdleStopTest {
    private static final String SITE = """
            run: 59s
            network: none
            components:
              web: { kind: server, scale_to_zero_after: 5s, boot: 2s, service: 1s }
            requests:
              page: { rate: constant(6/min), path: [web] }
            """;

    private static VariantResult site(String faults) {
        return TestScenarioRunner.run(SITE + "faults: [" + faults + "]\n");
    }

    private static double measure(VariantResult result, String name) {
        return TestScenarioRunner.measure(result, "web", name);
    }

    /** Calls arrive at 10, 20 ... 50 s. The server stops at 5 s and then 5 s after each response. */
    @Test
    void eachCallTriggersAColdStart() {
        VariantResult result = TestScenarioRunner.run(SITE);
        assertThat(TestScenarioRunner.meanMillis(result, "page")).isCloseTo(3000, within(1e-3));
        assertThat(measure(result, "cold_starts")).isEqualTo(5);
        assertThat(measure(result, "calls_held")).isEqualTo(5);
        assertThat(measure(result, "cold_share")).isEqualTo(1);
        assertThat(measure(result, "cold_wait")).isCloseTo(2e9, within(1e7));
        assertThat(measure(result, "time_off")).isCloseTo((5 + 4 * 2 + 1) / 59.0, within(1e-9));
        assertThat(measure(result, "utilization"))
                .as("5 s of work on one of four cores, over the time in which the process runs")
                .isCloseTo(5 / 4.0 / (59 - 14 - 10), within(1e-9));
        assertThat(measure(result, "provisioned_utilization")).isCloseTo(5 / 4.0 / (59 - 14), within(1e-9));
    }

    @Test
    void callsWithinTheIdleTimeoutPreventTheStop() {
        VariantResult result = TestScenarioRunner.run(replaceParts(SITE, "constant(6/min)", "constant(30/min)"));
        assertThat(measure(result, "cold_starts")).isZero();
        assertThat(measure(result, "time_off")).isZero();
        assertThat(TestScenarioRunner.meanMillis(result, "page")).isCloseTo(1000, within(1e-3));
    }

    /** Held calls are admitted together after the boot. Calls that exceed the queue are rejected only then. */
    @Test
    void heldCallsEnterTheQueueAfterTheBoot() {
        VariantResult result = TestScenarioRunner.run(
                replaceParts(SITE, "boot: 2s", "boot: 45s, cores: 1, queue: 2", "[web]", "[web], timeout: none"));
        assertThat(measure(result, "calls_held")).isEqualTo(5);
        assertThat(measure(result, "cold_starts")).isEqualTo(1);
        assertThat(result.requests().get("page").outcomes()).containsEntry("rejected", 2L);
        VariantResult withTimeout = TestScenarioRunner.run(
                replaceParts(SITE, "boot: 2s", "boot: 11s", "[web]", "[web], cancel_on_timeout: true"));
        assertThat(withTimeout.requests().get("page").good())
                .as("timed out and cancelled")
                .isEqualTo(2);
        assertThat(measure(withTimeout, "utilization")).isLessThan(0.03);
    }

    /**
     * The call at 10 s is reset by the crash at 11 s. The call at 20 s finds the server running since 14 s, and the
     * call at 30 s finds it stopped.
     */
    @Test
    void crashDuringTheBootResetsHeldCalls() {
        VariantResult result = site("at 11s: crash web/1 for 4s");
        assertThat(result.requests().get("page").outcomes()).containsEntry("reset", 1L);
        assertThat(measure(result, "cold_starts")).isEqualTo(4);
        assertThat(measure(result, "calls_held")).isEqualTo(4);
        VariantResult off = site("at 8s: crash web/1 for 1s");
        assertThat(off.requests().get("page").failed()).isZero();
        assertThat(measure(off, "calls_held")).isEqualTo(4);
        assertThat(measure(off, "time_off")).isCloseTo((3 + 4 + 3 * 2 + 1) / 59.0, within(1e-9));
        VariantResult dark = site("at 8s: power-off web/1 for 4s");
        assertThat(dark.requests().get("page").outcomes()).containsEntry("timed_out", 1L);
    }

    @Test
    void pauseDelaysTheBoot() {
        VariantResult result = site("at 11s: pause web/1 for 2500ms");
        assertThat(TestScenarioRunner.meanMillis(result, "page")).isCloseTo(3000 + 1500 / 5.0, within(1e-3));
        assertThat(measure(result, "cold_starts")).isEqualTo(5);
    }

    /** An idle stop loses the memory of the process, as a crash does. */
    @Test
    void idleStopLosesSessionsAndWarmUp() {
        VariantResult result =
                TestScenarioRunner.run(replaceParts(SITE, "service: 1s", "service: 0s, sessions: memory(100 1s)"));
        assertThat(measure(result, "sessions_lost")).isGreaterThanOrEqualTo(100);
        assertThat(measure(result, "relogins")).isEqualTo(5);
        VariantResult warming = TestScenarioRunner.run(
                replaceParts(SITE, "service: 1s", "service: 1s, warm_up: { lasting: 1m, slower: x2 }"));
        assertThat(TestScenarioRunner.meanMillis(warming, "page")).isCloseTo(4000, within(1e-3));
    }

    @Test
    void stoppedServerCanBeDrainedReplacedAndScaled() {
        VariantResult drained = site("at 8s: drain web/1 for 20s");
        assertThat(drained.requests().get("page").outcomes()).containsEntry("refused", 2L);
        assertThat(measure(drained, "cold_starts")).isEqualTo(2);
        VariantResult replaced = site("at 8s: replace web/1");
        assertThat(measure(replaced, "cold_starts")).isEqualTo(4);
        VariantResult more = site("at 7s: scale web to 2");
        assertThat(more.requests().get("page").failed()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            scale_to_zero_after: 5s, | "" | 'boot' requires scale_to_zero_after
            scale_to_zero_after: 5s | scale_to_zero_after: 5 | did you mean '5s'?
            scale_to_zero_after | scale_to_zero | use 'scale_to_zero_after'
            service: 1s | autoscale: { max: 5, target: 50% } | both control the number of nodes
            service: 1s | connections: 10 | are never idle: remove 'scale_to_zero_after' or 'connections'
            service: 1s | "host: box }\n  box: { kind: machine" | saves nothing, because all of box is billed
            service: 1s | "consumes: jobs }\n  jobs: { kind: queue" | nodes that fetch messages receive no calls
            """)
    void rejectsInvalidOptions(String right, String wrong, String message) {
        String text = "version: 1\nscenario: site\n" + replaceParts(SITE, right, wrong.replace("\\n", "\n"));
        assertThat(text).doesNotContain(SITE);
        assertThat(ScenarioTexts.rejection(text).all())
                .extracting(Problem::message)
                .anyMatch(expected -> expected.contains(message));
    }
}
