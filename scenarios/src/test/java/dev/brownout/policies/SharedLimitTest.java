package dev.brownout.policies;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rate limit of three nodes: applied per node, or to the tier where it is shared. */
@Tag("law")
class SharedLimitTest {
    private static double passedRate(int seed, String limit, int perSecond, String fault) {
        String site = """
                run: { duration: 5s, seed: %d }
                network: none
                components:
                  lb: { kind: load-balancer }
                  web: { kind: server, nodes: 3, cores: 100, service: 1ms, rate_limit: { rate: 600/s, %s } }
                requests:
                  page: { rate: %d/s, path: [lb, web] }
                faults: [ %s ]
                predict: { passed: page.throughput ~ 1/s +/- 100%% from 1s to 4s }
                """.formatted(seed + 1, limit, perSecond, fault);
        return TestScenarioRunner.measure(TestScenarioRunner.run(site), "passed");
    }

    @ParameterizedTest
    @ChosenRows({1, 3})
    @CsvSource({
        "'shared: true, burst: 10', 1500, 600",
        "'shared: true, burst: 10', 400, 400",
        "'shared: false, burst: 10', 3000, 1800",
        "'shared: true, algorithm: fixed-window', 1500, 600",
        "'shared: true, algorithm: leaky-bucket, burst: 10', 1500, 600"
    })
    void limitAppliesPerNodeOrToTheTierIfShared(String limit, int perSecond, double passes) {
        SeedAssertions.agree(seed -> passedRate(seed, limit, perSecond, ""), passes, 0.003 * passes, 0.01);
    }

    /** The shared counter is not on the nodes: a crash does not reset it. */
    @Test
    void crashDoesNotResetTheSharedLimit() {
        SeedAssertions.agree(
                seed -> passedRate(seed, "shared: true, burst: 10", 1500, "at 500ms: crash web/1"), 600, 2, 0.01);
    }
}
