package dev.brownout.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.ErlangFormulas;
import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.Analysis.Station;
import dev.brownout.rounds.ChosenRows;
import java.math.BigDecimal;
import java.util.function.IntFunction;
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
        return measure(site, metric);
    }

    private static double measure(String site, String metric) {
        return TestScenarioRunner.measure(TestScenarioRunner.run(site), metric);
    }

    /** Table 1 of Mahmoudi and Khazaei 2021: 0.14 % cold starts, 7.66 instances, 1.788 busy and 5.873 idle. */
    @ParameterizedTest
    @Tag("change")
    @CsvSource({"all, 7.66", "busy, 1.788", "idle, 5.873"})
    void instancesAgreeWithSimFaas(String metric, double published) {
        SeedAssertions.agree(seed -> simFaas(seed, metric), published, 0.02 * published, 0.002);
    }

    /** The published share has two digits, and its simulation had about 1,300 cold starts. */
    @Test
    @Tag("change")
    void coldStartsAgreeWithSimFaas() {
        SeedAssertions.agree(seed -> simFaas(seed, "cold"), 0.0014, 0.0001, 0.015);
    }

    /**
     * The printed rows of the comparison with AWS Lambda in the repository of SimFaaS
     * (examples/04-Experiment-Comparison): runs of 1,000,000 s, with the mean service times of the experiments, 1.9813
     * s warm and 2.3037 s cold. The rate is that of the printed number of calls.
     */
    @ParameterizedTest
    @ChosenRows(3)
    @CsvSource({
        "1771, 0.352343, 0.663677, 0.003724",
        "2558, 0.216185, 0.799057, 0.005297",
        "2842, 0.180859, 0.826353, 0.005879",
        "3436, 0.136205, 0.893272, 0.007044",
        "4168, 0.083253, 0.946681, 0.008327"
    })
    void fewCallsAgreeWithSimFaas(int calls, double cold, double instances, double busy) {
        IntFunction<String> site = seed -> site(
                        seed,
                        BigDecimal.valueOf(calls * 36L, 4) + "/h",
                        "service: exp(1981300us), cold_start: 322400us, idle_timeout: 600s",
                        "cold: f.cold_share ~ 10% +/- 100%, all: f.instances ~ 1 +/- 100%, "
                                + "busy: f.busy_instances ~ 0.01 +/- 100%")
                .replace("duration: 50h", "duration: 1003600s");
        SeedAssertions.predict(seed -> measure(site.apply(seed), "cold"), cold, 0.1);
        SeedAssertions.predict(seed -> measure(site.apply(seed), "all"), instances, 0.05);
        SeedAssertions.predict(seed -> measure(site.apply(seed), "busy"), busy, 0.05);
    }

    /**
     * The limit of 1,000 instances at 1,000 calls/s (examples/03-Maximum-Concurrency-Level of SimFaaS): 503,207 of
     * 998,537 calls rejected. The published run begins without instances, and the first 1,000 calls are a share of
     * 0.001.
     */
    @Test
    @Tag("change")
    void rejectionsAtTheLimitAgreeWithSimFaas() {
        String settings = "service: exp(2016ms), cold_start: 147ms, idle_timeout: 600s, max_instances: 1000";
        double published = 503_207.0 / 998_537;
        SeedAssertions.agree(
                seed -> measure(
                                site(seed, "1000/s", settings, "it: f.throttled ~ 10k +/- 100%")
                                        .replace("duration: 50h, warmup: 1h", "duration: 30s, warmup: 10s"),
                                "it")
                        / 20_000,
                published,
                0.001,
                0.01);
        assertThat(ErlangFormulas.lossProbability(2016, 1000)).isCloseTo(published, within(0.001));
    }

    /** One instance is enough for calls without a duration. A call is cold after a gap longer than the idle timeout. */
    @Test
    void oneInstanceStopsAfterALongGap() {
        String site = "service: 1ns, cold_start: 0ms, idle_timeout: 30s";
        double share = StrictMath.exp(-3);
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                        TestScenarioRunner.run(site(seed, "360/h", site, "it: f.cold_share ~ 5% +/- 100%")), "it"),
                share,
                0.02);
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                        TestScenarioRunner.run(site(seed, "360/h", site, "it: f.instances ~ 1 +/- 100%")), "it"),
                1 - share,
                0.01);
    }

    /** Ten instances with 8 Erlangs lose calls by Erlang's formula, for any distribution of the duration. */
    @ParameterizedTest
    @ChosenRows(2)
    @ValueSource(strings = {"80s", "exp(80s)"})
    void throttledShareAtTheLimitIsErlangsFormula(String service) {
        String settings = "service: " + service + ", cold_start: 0ms, idle_timeout: 10h, max_instances: 10";
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                                TestScenarioRunner.run(site(seed, "0.1/s", settings, "it: f.throttled ~ 2k +/- 100%")),
                                "it")
                        / (49 * 360),
                ErlangFormulas.lossProbability(8, 10),
                0.03);
        Station row = TestScenarioRunner.station(site(0, "0.1/s", settings, "x: f.throttled ~ 1 +/- 1%"), "f");
        assertThat(row.formula().toString()).isEqualTo("M/G/10/10, Erlang loss: 12.2% of the calls rejected");
    }
}
