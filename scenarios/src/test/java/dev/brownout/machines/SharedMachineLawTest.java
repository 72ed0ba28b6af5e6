package dev.brownout.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.Analysis.Station;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two processes on the cores of one machine share one queue: M/M/c at their total rate. */
@Tag("law")
class SharedMachineLawTest {
    private static final String SITE = """
            run: { duration: 10m, warmup: 30s, seed: SEED }
            components:
              box: { kind: machine, cores: 4 }
              other: { kind: machine, cores: 4 }
              web: { kind: server, host: box, service: exp(10ms) }
              db: { kind: database, host: HOST, read: exp(10ms) }
            requests:
              page: { rate: 180/s, path: [web, db] }
            predict:
              busy: box.utilization ~ 90% +/- 90%
            """;

    /** Returns the mean response time of M/M/c by Erlang's C formula, in ms, at an arrival rate in calls/ms. */
    private static double mmcMillis(int servers, double rate, double service) {
        double load = rate * service;
        double term = 1;
        double sum = 0;
        for (int k = 0; k < servers; k++) {
            sum += term;
            term *= load / (k + 1);
        }
        double queued = term * servers / (servers - load);
        return service + queued / (sum + queued) * service / (servers - load);
    }

    private static String site(String host, int seed) {
        return SITE.replace("HOST", host).replace("SEED", Integer.toString(seed + 1));
    }

    @Test
    void processesOnOneMachineShareItsQueue() {
        double estimate = 2 * mmcMillis(4, 0.36, 10) + 0.5;
        assertThat(estimate).isCloseTo(59.9, within(0.05));
        SeedAssertions.agree(
                seed -> TestScenarioRunner.meanMillis(TestScenarioRunner.run(site("box", seed)), "page"),
                estimate,
                0.02);
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(TestScenarioRunner.run(site("box", seed)), "busy"), 0.9, 0.003);
    }

    @Test
    @Tag("change")
    void processesOnSeparateMachinesAreIndependent() {
        double estimate = 2 * (mmcMillis(4, 0.18, 10) + 0.5);
        assertThat(estimate).isCloseTo(22.2, within(0.05));
        SeedAssertions.agree(
                seed -> TestScenarioRunner.meanMillis(TestScenarioRunner.run(site("other", seed)), "page"),
                estimate,
                0.005);
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(TestScenarioRunner.run(site("other", seed)), "busy"), 0.45, 0.003);
    }

    @Test
    void forecastAddsUpTheLoadOfAllProcessesOfAMachine() {
        List<Station> shared = TestScenarioRunner.analysis(site("box", 0)).stations();
        assertThat(shared).extracting(Station::station).containsExactly("box");
        assertThat(shared.get(0).offeredPerSecond()).isCloseTo(360, within(1e-9));
        assertThat(shared.get(0).capacityPerSecond()).isCloseTo(400, within(1e-9));
        assertThat(shared.get(0).utilization()).isCloseTo(0.9, within(1e-9));
        assertThat(shared.get(0).meanNanos() / 1e6).isCloseTo(mmcMillis(4, 0.36, 10), within(1e-6));
        List<Station> separate = TestScenarioRunner.analysis(site("other", 0)).stations();
        assertThat(separate).extracting(Station::station).containsExactly("box", "other");
        assertThat(separate).allSatisfy(each -> assertThat(each.utilization()).isCloseTo(0.45, within(1e-9)));
    }
}
