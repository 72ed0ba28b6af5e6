package dev.brownout.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.Analysis;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Queues with renewal arrivals. In G/M/1 with gaps of the Laplace transform A and the service rate m, an arrival finds
 * the server busy with the probability s = A(m(1 - s)), and the mean response time is 1/(m(1 - s)) (Kleinrock 1975,
 * 6.3).
 */
@Tag("law")
class GeneralArrivalsLawTest {
    private static final double SERVICE_RATE = 1 / 0.08;

    private static String scenario(String gaps, String server, int seed) {
        return """
                run: { duration: 20000s, warmup: 400s, seed: SEED }
                network: none
                load: renewal(GAPS)
                components:
                  s: { kind: server, SERVER, queue: unlimited }
                requests:
                  job: { path: [s], timeout: none }
                predict:
                  mean: job.mean ~ 200ms +/- 90%
                """.replace("SEED", Integer.toString(seed)).replace("GAPS", gaps).replace("SERVER", server);
    }

    private static void meanIs(String gaps, DoubleUnaryOperator transform) {
        double busy = 0.5;
        for (int i = 0; i < 1000; i++) {
            busy = transform.applyAsDouble(SERVICE_RATE * (1 - busy));
        }
        double mean = 1e9 / (SERVICE_RATE * (1 - busy));
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                        TestScenarioRunner.run(scenario(gaps, "cores: 1, service: exp(80ms)", seed)), "mean"),
                mean,
                0.015);
    }

    @Test
    @Tag("change")
    void equalGapsWaitAsInDM1() {
        meanIs("100ms", s -> Math.exp(-s * 0.1));
    }

    @Test
    @Tag("change")
    void erlangGapsWaitAsInE2M1() {
        meanIs("erlang(k=2 mean=100ms)", s -> Math.pow(20 / (20 + s), 2));
    }

    @Test
    void hyperexponentialGapsWaitAsInH2M1() {
        meanIs("mix(20% exp(300ms) 80% exp(50ms))", s -> 0.2 / (1 + 0.3 * s) + 0.8 / (1 + 0.05 * s));
    }

    /** The mean is 80 ms / (1 - s) with s = exp(-(1 - s) / 0.8). */
    @Test
    void estimateOfEqualGapsIsThatOfDM1() {
        Analysis.Station station = station("100ms", "cores: 1, service: exp(80ms)");
        assertThat(station.meanNanos()).isCloseTo(80e6 / (1 - 0.6286297965), within(1.0));
        assertThat(station.formula().toString()).startsWith("D/M/1");
    }

    @Test
    void estimateReportsMissingFormulas() {
        Analysis.Station several = station("erlang(k=2 mean=1s)", "cores: 1, service: exp(500ms)");
        assertThat(several.meanNanos()).isNaN();
        assertThat(several.formula().toString()).isEqualTo("no formula: the arrivals are no Poisson process");
        Analysis.Station shared = station("erlang(k=2 mean=1s)", "cores: 1, service: exp(500ms), scheduling: ps");
        assertThat(shared.meanNanos()).isNaN();
    }

    private static Analysis.Station station(String gaps, String server) {
        return TestScenarioRunner.station(scenario(gaps, server, 1), "s");
    }
}
