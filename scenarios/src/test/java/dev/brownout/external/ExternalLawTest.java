package dev.brownout.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.ErlangFormulas;
import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.Analysis.Station;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * External services against theory: infinite servers, and Erlang's loss system with any distribution of the latency.
 */
@Tag("law")
class ExternalLawTest {
    private static String site(int seed, String settings, String metric, String guess) {
        return """
                run: { duration: 100m, seed: %d }
                network: none
                components:
                  api: { kind: external, %s }
                requests:
                  ask: { rate: 10/s, timeout: 60s, path: [api] }
                predict:
                  it: %s ~ %s +/- 100%%
                """.formatted(seed, settings, metric, guess);
    }

    /** M/G/infinity: 10/s x 0.8 s are 8 calls in progress, whatever their distribution. */
    @ParameterizedTest
    @ChosenRows(2)
    @ValueSource(strings = {"800ms", "exp(800ms)", "uniform(0s 1600ms)"})
    void callsInProgressAreRateTimesLatency(String latency) {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                        TestScenarioRunner.run(site(seed, "latency: " + latency, "api.in_flight", "8")), "it"),
                8,
                0.01);
    }

    /** M/G/c/c: 8 Erlangs on 10 slots lose 12.166 % of the calls, for any distribution of the latency. */
    @ParameterizedTest
    @ChosenRows(2)
    @ValueSource(strings = {"800ms", "exp(800ms)", "uniform(0s 1600ms)"})
    void lossIsErlangsFormula(String latency) {
        double loss = ErlangFormulas.lossProbability(8, 10);
        assertThat(loss).isCloseTo(0.12166, within(1e-5));
        String settings = "concurrent: 10, latency: " + latency;
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                                TestScenarioRunner.run(site(seed, settings, "api.over_concurrency", "7k")), "it")
                        / 60_000,
                loss,
                0.02);
        Station row = TestScenarioRunner.station(site(0, settings, "api.over_concurrency", "7k"), "api");
        assertThat(row.formula().toString()).isEqualTo("M/G/10/10, Erlang loss: 12.2% of the calls rejected");
        assertThat(row.meanNanos()).isCloseTo(800e6, within(1.0));
    }

    /** The utilization is the share of the slots in use: the offered load of 8 Erlangs minus the lost calls. */
    @Test
    @Tag("change")
    void utilizationIsTheCarriedLoad() {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                        TestScenarioRunner.run(
                                site(seed, "concurrent: 10, latency: exp(800ms)", "api.utilization", "70%")),
                        "it"),
                8 * (1 - ErlangFormulas.lossProbability(8, 10)) / 10,
                0.01);
    }
}
