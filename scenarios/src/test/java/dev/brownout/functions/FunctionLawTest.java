package dev.brownout.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.ErlangFormulas;
import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.Analysis.Station;
import dev.brownout.result.ScenarioExplanation.InstanceCounts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions against published simulations and formulas. */
@Tag("law")
class FunctionLawTest {
    private static String site(int seed, String rate, String settings, String predictions) {
        return """
                run: { duration: 50h, warmup: 1h, seed: %d }
                network: none
                components:
                  f: { kind: function, %s }
                requests:
                  ask: { rate: %s, timeout: 1h, path: [f] }
                predict: { %s }
                """.formatted(seed, settings, rate, predictions);
    }

    /** The example of the SimFaaS paper: 0.9 calls/s, 1.991 s in a warm and 2.244 s in a cold instance, 10 min idle. */
    private static double simFaas(int seed, String metric) {
        String site = site(
                seed,
                "0.9/s",
                "service: exp(1991ms), cold_start: 253ms, idle_timeout: 600s",
                "cold: f.cold_share ~ 0.1% +/- 100%, all: f.instances ~ 7 +/- 100%, "
                        + "busy: f.busy_instances ~ 2 +/- 100%, idle: f.idle_instances ~ 6 +/- 100%");
        return TestScenarioRunner.measured(TestScenarioRunner.run(site), metric);
    }

    /** Table 1 of Mahmoudi and Khazaei 2021: 0.14 % cold starts, 7.66 instances, 1.788 busy and 5.873 idle. */
    @ParameterizedTest
    @CsvSource({"all, 7.66", "busy, 1.788", "idle, 5.873"})
    void instancesAgreeWithSimFaas(String metric, double published) {
        SeedAssertions.agree(seed -> simFaas(seed, metric), published, 0.02 * published, 0.002);
    }

    /** The published share has two digits, and its simulation had about 1,300 cold starts. */
    @Test
    void coldStartsAgreeWithSimFaas() {
        SeedAssertions.agree(seed -> simFaas(seed, "cold"), 0.0014, 0.0001, 0.015);
    }

    /** The estimate of {@code explain} for the same function, without the longer first call of an instance. */
    @Test
    void estimatesAgreeWithTheSimulation() {
        InstanceCounts estimate = TestScenarioRunner.explanation(
                        site(0, "0.9/s", "service: exp(1991ms), idle_timeout: 600s", "x: f.instances ~ 1 +/- 1%"))
                .pools()
                .get(0);
        assertThat(estimate.instances()).isCloseTo(7.692, within(0.001));
        assertThat(estimate.coldShare()).isCloseTo(0.0013293, within(1e-7));
        assertThat(estimate.busyInstances()).isCloseTo(1.7919, within(1e-4));
        SeedAssertions.agree(seed -> simFaas(seed, "all"), estimate.instances(), 0.01, 0.005);
        SeedAssertions.agree(seed -> simFaas(seed, "cold"), estimate.coldShare(), 2e-5, 0.03);
    }

    /** One instance is enough for calls without a duration. A call is cold after a gap longer than the idle timeout. */
    @Test
    void oneInstanceStopsAfterALongGap() {
        String site = "service: 1ns, cold_start: 0ms, idle_timeout: 30s";
        double share = StrictMath.exp(-3);
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measured(
                        TestScenarioRunner.run(site(seed, "360/h", site, "it: f.cold_share ~ 5% +/- 100%")), "it"),
                share,
                0.02);
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measured(
                        TestScenarioRunner.run(site(seed, "360/h", site, "it: f.instances ~ 1 +/- 100%")), "it"),
                1 - share,
                0.01);
        assertThat(TestScenarioRunner.explanation(site(0, "360/h", site, "x: f.instances ~ 1 +/- 1%"))
                        .pools()
                        .get(0)
                        .coldShare())
                .isCloseTo(share, within(1e-9));
    }

    /** Ten instances with 8 Erlangs lose calls by Erlang's formula, for any distribution of the duration. */
    @ParameterizedTest
    @ValueSource(strings = {"80s", "exp(80s)"})
    void throttledShareAtTheLimitIsErlangsFormula(String service) {
        String settings = "service: " + service + ", cold_start: 0ms, idle_timeout: 10h, max_instances: 10";
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measured(
                                TestScenarioRunner.run(site(seed, "0.1/s", settings, "it: f.throttled ~ 2k +/- 100%")),
                                "it")
                        / (49 * 360),
                ErlangFormulas.lossProbability(8, 10),
                0.03);
        Station row = TestScenarioRunner.station(site(0, "0.1/s", settings, "x: f.throttled ~ 1 +/- 1%"), "f");
        assertThat(row.formula()).isEqualTo("M/G/10/10, Erlang loss: 12.2% of the calls rejected");
    }
}
