package dev.brownout.balancers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sessions without stickiness: with n nodes, a request reaches one of the n - 1 wrong nodes with probability (n - 1) /
 * n.
 */
@Tag("law")
class SessionsLawTest {
    private static VariantResult run(int seed, int nodes, String path, String sessions, String fault) {
        return TestScenarioRunner.run("""
                run: { duration: 60s, seed: %d }
                network: none
                components:
                  lb: { kind: load-balancer, algorithm: %s }
                  web: { kind: server, nodes: %d, cores: 100, service: 1ms, sessions: %s }
                requests:
                  page: { rate: 200/s, path: %s }
                faults: [ %s ]
                """.formatted(
                        seed + 1,
                        path.isEmpty() ? "round-robin" : path,
                        nodes,
                        sessions,
                        path.isEmpty() ? "[web]" : "[lb, web]",
                        fault));
    }

    private static double share(VariantResult result) {
        return TestScenarioRunner.measure(result, "web", "relogins")
                / result.requests().get("page").offered();
    }

    @ParameterizedTest
    @ChosenRows({1, 4})
    @CsvSource({"2, round-robin", "2, random", "2, ''", "3, round-robin", "5, least-connections", "1, random"})
    void requestsWithoutStickinessReachTheWrongNode(int nodes, String path) {
        double wrong = 1 - 1.0 / nodes;
        if (nodes == 1) {
            assertThat(share(run(0, 1, path, "memory(1000 1ms)", ""))).isZero();
            return;
        }
        SeedAssertions.agree(seed -> share(run(seed, nodes, path, "memory(1000 1ms)", "")), wrong, 0.01);
    }

    @Test
    void stickyCookieReachesTheRightNode() {
        assertThat(share(run(0, 2, "round-robin", "sticky-memory(1000 1ms)", "")))
                .isZero();
        assertThat(share(run(0, 2, "", "sticky-memory(1000 1ms)", ""))).isZero();
    }

    /** A crashed node loses the sessions in its memory: half of all sessions. */
    @Test
    void crashLosesTheSessionsOfTheNode() {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.measure(
                        run(seed, 2, "random", "memory(1000 1ms)", "at 30s: crash web/1"), "web", "sessions_lost"),
                500,
                0.05);
    }
}
