package dev.brownout.balancers;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.Analysis.Station;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Capacity of a balancer with a limited number of cores, and the waiting time of calls for a core. */
@Tag("law")
class BalancerCapacityLawTest {
    private static final String PASSED = "page.throughput ~ 1/s from 1s to 2900ms";

    private static String site(int seed, String balancer, String sessions, int perSecond) {
        return """
                run: { duration: 3s, warmup: 1s, seed: %d }
                network: none
                components:
                  lb: { kind: load-balancer, %s }
                  web: { kind: server, nodes: 2, cores: 1k, service: 0.1ms, %s }
                requests:
                  page: { rate: %d/s, path: [lb, web] }
                """.formatted(seed + 1, balancer, sessions, perSecond);
    }

    private static double measure(String site, String about) {
        String message = "predict: { it: " + about.replaceFirst("( from.*)?$", " +/- 100%$1") + " }\n";
        return TestScenarioRunner.measure(TestScenarioRunner.run(site + message), "it");
    }

    private static Station analyticalEstimate(String site) {
        return TestScenarioRunner.station(site, "lb");
    }

    /**
     * Two cores at 0.1 ms per call pass 20,000/s. A call with a sticky cookie takes 0.15 ms. Three nodes pass three
     * times as much.
     */
    @ParameterizedTest
    @ChosenRows(4)
    @CsvSource({
        "1, 'cores: 2, service: 0.1ms', 'sessions: client-token(0ms)', 24000, 20000",
        "1, 'cores: 2, service: 0.1ms, sticky_cost: 0.05ms', 'sessions: sticky-memory(1000 1us)', 18000, 13333.333",
        "1, 'cores: 2, service: 0.1ms, sticky_cost: 0.05ms', 'sessions: client-token(0ms)', 24000, 20000",
        "3, 'cores: 2, service: 0.5ms', 'sessions: none', 15000, 12000"
    })
    void nodeCapacityIsCoresOverServiceTime(int nodes, String cores, String sessions, int perSecond, double capacity) {
        String balancer = "nodes: " + nodes + ", queue: 100, " + cores;
        SeedAssertions.agree(
                seed -> measure(site(seed, balancer, sessions, perSecond), PASSED), capacity, 0.0001 * capacity, 0.001);
        String site = site(0, balancer, sessions, perSecond);
        assertThat(measure(site, "lb.utilization ~ 100%")).isCloseTo(1, within(0.001));
        assertThat(analyticalEstimate(site).capacityPerSecond()).isCloseTo(capacity, within(0.001));
    }

    /** M/M/2 at rho 0.8: 2 rho^3 / (1 - rho^2) calls wait, and a call takes 2 ms / (1 - rho^2). */
    @Test
    @Tag("change")
    void waitingTimeFollowsErlangC() {
        String cores = "cores: 2, service: exp(2ms)";
        double waiting = 2 * Math.pow(0.8, 3) / (1 - 0.8 * 0.8);
        SeedAssertions.agree(
                seed -> {
                    String minute = replaceParts(site(seed, cores, "", 800), "duration: 3s", "duration: 1m");
                    return measure(minute, "lb.queue ~ 1");
                },
                waiting,
                0.05);
        Station estimate = analyticalEstimate(site(0, cores, "", 800));
        assertThat(estimate.utilization()).isCloseTo(0.8, within(1e-9));
        assertThat(estimate.meanNanos()).isCloseTo(2e6 / (1 - 0.8 * 0.8), within(1.0));
    }

    @Test
    void balancerWithoutCoresHasNoCapacityLimit() {
        String site = site(0, "nodes: 1", "", 5000);
        assertThat(measure(site, PASSED)).isCloseTo(5000, within(250.0));
        assertThat(TestScenarioRunner.analysis(site).stations())
                .noneMatch(station -> station.station().equals("lb"));
    }

    /** Half of the calls go to a crashed node and fail, as there is no takeover. */
    @Test
    void callsToACrashedBalancerNodeFail() {
        String crash = "faults: [ at 2s: crash lb/1 ]\n";
        SeedAssertions.agree(
                seed -> measure(
                        site(seed, "nodes: 2, cores: 1, service: 1ms", "", 1000) + crash,
                        "page.success_rate ~ 50% from 2s to 3s"),
                0.5,
                0.02);
    }
}
