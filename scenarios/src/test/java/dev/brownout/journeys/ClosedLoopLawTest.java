package dev.brownout.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.Analysis;
import dev.brownout.result.VariantResult;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Closed loop of fifty users with a think time of 1 s and one core with 20 ms per request: analytical model and ten
 * runs.
 */
@Tag("law")
class ClosedLoopLawTest {
    private static final String FIFTY = """
            run: { duration: 220s, warmup: 20s, seed: SEED }
            network: none
            load: users(50 think=exp(1s))
            components:
              box: { kind: server, cores: 1, service: exp(20ms), queue: unlimited }
            requests:
              page: { path: [box] }
            predict:
              rate: page.throughput ~ 44.8/s +/- 10%
              time: page.mean ~ 117ms +/- 20%
            """;

    @Test
    void closedLoopMatchesItsAnalyticalSolution() {
        Analysis analysis = TestScenarioRunner.analysis(FIFTY.replace("SEED", "1"));
        Analysis.Station box = analysis.stations().get(0);
        assertThat(analysis.warnings()).isEmpty();
        assertThat(box.offeredPerSecond()).isCloseTo(44.8, within(0.05));
        assertThat(box.meanNanos() / 1e6).isCloseTo(117, within(0.5));
        VariantResult[] runs = IntStream.rangeClosed(1, SeedAssertions.SEEDS)
                .mapToObj(seed -> TestScenarioRunner.run(FIFTY.replace("SEED", Integer.toString(seed))))
                .toArray(VariantResult[]::new);
        SeedAssertions.agree(seed -> TestScenarioRunner.measure(runs[seed], "rate"), box.offeredPerSecond(), 0.01);
        SeedAssertions.agree(seed -> TestScenarioRunner.measure(runs[seed], "time"), box.meanNanos(), 0.02);
    }

    @Test
    void equalClosedLoopsAreCountedSeparately() {
        Analysis analysis = TestScenarioRunner.analysis("""
                run: 60s
                network: none
                components:
                  box: { kind: server, cores: 50, service: 1s }
                requests:
                  page: { path: [box] }
                journeys:
                  one: { rate: users(10 think=9s), steps: [page] }
                  two: { rate: users(10 think=9s), steps: [page] }
                """);
        assertThat(analysis.stations().get(0).offeredPerSecond()).isCloseTo(2, within(1e-9));
    }
}
