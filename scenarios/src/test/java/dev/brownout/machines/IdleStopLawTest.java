package dev.brownout.machines;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Scale to zero against theory: one server that stops 300 s after its last call and receives a Poisson stream with a
 * mean interarrival time of 100 s.
 */
@Tag("law")
class IdleStopLawTest {
    private static final double GAPS = StrictMath.exp(3);

    private static String site(int seed, String boot, String service) {
        return """
                run: { duration: 1000h, seed: %d }
                network: none
                components:
                  web: { kind: server, cores: 1, scale_to_zero_after: 300s, boot: %s, service: %s }
                requests:
                  page: { rate: 36/h, path: [web], timeout: 1h }
                predict:
                  starts: web.cold_starts ~ 1k +/- 100%%
                  share: web.cold_share ~ 5%% +/- 100%%
                  wait: web.cold_wait ~ 40s +/- 100%%
                  off: web.time_off ~ 5%% +/- 100%%
                """.formatted(seed, boot, service);
    }

    private static void agree(String boot, String service, String name, double truth, double precision) {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(TestScenarioRunner.run(site(seed, boot, service)), name),
                truth,
                precision);
    }

    /** Interarrival times of a Poisson process exceed the idle timeout with probability exp(-rate x timeout). */
    @Test
    @Tag("change")
    void coldShareWithoutServiceTimeIsTheProbabilityOfALongGap() {
        assertThat(1 / GAPS).isCloseTo(0.0497871, within(1e-7));
        agree("0s", "0s", "share", 1 / GAPS, 0.01);
        agree("0s", "0s", "off", 1 / GAPS, 0.02);
    }

    /**
     * A boot of 60 s delays the call that triggers it and 0.6 further calls on average. The further calls wait for half
     * of the boot time on average.
     */
    @ParameterizedTest
    @Tag("change")
    @CsvSource({"60s, 48.75", "exp(60s), 60"})
    void callsDuringTheBootWaitForItsEnd(String boot, double wait) {
        double starts = 1 / (GAPS + 0.6);
        agree(boot, "0s", "share", 1.6 * starts, 0.02);
        agree(boot, "0s", "wait", wait * 1e9, 0.02);
        agree(boot, "0s", "off", starts, 0.02);
    }

    /** M/G/1: the server is busy for a share of the time equal to its load, and only an idle server stops. */
    @Test
    void requestsInServiceDelayTheIdleStop() {
        double starts = 0.8 / (GAPS + 0.6);
        agree("60s", "exp(20s)", "share", 1.6 * starts, 0.02);
        agree("60s", "exp(20s)", "off", starts, 0.02);
        agree("60s", "exp(20s)", "starts", starts * 36_000, 0.02);
    }

    private static String queue(int seed, String stops, String boot) {
        return """
                run: { duration: 3h, seed: %d }
                network: none
                components:
                  web:
                    kind: server
                    cores: 1
                    queue: unlimited
                    service: exp(100ms)
                    scale_to_zero_after: %s
                    boot: %s
                requests:
                  page: { rate: 5/s, path: [web], timeout: 1h }
                """.formatted(seed, stops, boot);
    }

    /**
     * M/M/1 with exponential setup: 1/(mu - lambda) + setup = 200 ms + 500 ms. A constant setup adds (1 s + 1.25 s) / 7
     * only. With an idle timeout of 200 ms a share exp(-1) of the busy periods begins with a setup.
     */
    @ParameterizedTest
    @ChosenRows(3)
    @CsvSource({"0s, exp(500ms), 700", "0s, 500ms, 521.4286", "200ms, exp(500ms), 535.3594"})
    void responseTimeWithSetup(String stops, String boot, double millis) {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.meanMillis(TestScenarioRunner.run(queue(seed, stops, boot)), "page"),
                millis,
                0.005);
    }

    /** Two nodes with random balancing have longer interarrival times each. */
    @Test
    @Tag("change")
    void coldShareGrowsWithTheNumberOfNodes() {
        String two = "nodes: 2, cores: 1";
        double share = StrictMath.exp(-1.5);
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                        TestScenarioRunner.run(replaceParts(site(seed, "0s", "0s"), "cores: 1", two)), "share"),
                share,
                0.01);
    }

    /** Stopped time is not billed: the cost is proportional to the share of the time in which the server runs. */
    @Test
    void onlyRunningTimeIsBilled() {
        double always = cost(replaceParts(site(1, "60s", "0s"), "scale_to_zero_after: 300s, boot: 60s, ", ""));
        String text = site(1, "60s", "0s");
        double off = TestScenarioRunner.measure(TestScenarioRunner.run(text), "off");
        assertThat(off).isGreaterThan(0.04);
        assertThat(cost(text)).isCloseTo(always * (1 - off), within(always * 1e-4));
    }

    private static double cost(String text) {
        String without = text.substring(0, text.indexOf("  starts:"));
        return TestScenarioRunner.measure(
                TestScenarioRunner.run(without + "  bill: all.cost ~ $50 +/- 100%\n"), "bill");
    }
}
