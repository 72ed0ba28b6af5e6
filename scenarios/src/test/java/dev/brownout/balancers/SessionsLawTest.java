package dev.brownout.balancers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.databases.Means;
import dev.brownout.databases.PlayedSite;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions that do not stick: of n machines a request comes to one of the n - 1 wrong ones. */
@Tag("law")
class SessionsLawTest {
    private static VariantResult run(int seed, int nodes, String way, String sessions, String fault) {
        return PlayedSite.run("""
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
                        way.isEmpty() ? "round-robin" : way,
                        nodes,
                        sessions,
                        way.isEmpty() ? "[web]" : "[lb, web]",
                        fault));
    }

    private static double share(VariantResult result) {
        return PlayedSite.measure(result, "web", "relogins")
                / result.requests().get("page").offered();
    }

    @ParameterizedTest
    @CsvSource({"2, round-robin", "2, random", "2, ''", "3, round-robin", "5, least-connections", "1, random"})
    void requestsComeToTheWrongMachine(int nodes, String way) {
        double wrong = 1 - 1.0 / nodes;
        if (nodes == 1) {
            assertThat(share(run(0, 1, way, "memory(1000 1ms)", ""))).isZero();
            return;
        }
        Means.agree(seed -> share(run(seed, nodes, way, "memory(1000 1ms)", "")), wrong, 0.01);
    }

    @Test
    void aCookieThatSticksLeadsToTheRightOne() {
        assertThat(share(run(0, 2, "round-robin", "sticky-memory(1000 1ms)", "")))
                .isZero();
        assertThat(share(run(0, 2, "", "sticky-memory(1000 1ms)", ""))).isZero();
    }

    /** A machine that leaves takes the sessions with it that are in its memory at that time: half of them. */
    @Test
    void aCrashLosesTheSessionsOfTheMachine() {
        Means.agree(
                seed -> PlayedSite.measure(
                        run(seed, 2, "random", "memory(1000 1ms)", "at 30s: crash web/1"), "web", "sessions_lost"),
                500,
                0.05);
    }
}
