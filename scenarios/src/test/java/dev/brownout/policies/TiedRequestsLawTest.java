package dev.brownout.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tied requests at two servers. Without delays, a call begins at the server that is free first, so that both servers
 * have one queue: M/M/2. Single requests at alternating servers have two queues.
 */
class TiedRequestsLawTest {
    private static String site(int seed, int perSecond) {
        return site(seed, perSecond, "");
    }

    private static String site(int seed, int perSecond, String server) {
        return """
                run: { duration: 60s, seed: %d }
                network: none
                components:
                  lb: { kind: load-balancer, algorithm: round-robin }
                  web: { kind: server, nodes: 2, cores: 1, service: exp(10ms), queue: unlimited%s }
                requests:
                  page:
                    rate: %d/s
                    timeout: none
                    path: [lb, web]
                    hedge: { after: 0s, cancel: when-begun }
                """.formatted(seed, server, perSecond);
    }

    /** Returns the mean response time of M/M/2 with 100/s for each server, in ms. */
    private static double mm2(double perSecond) {
        double load = perSecond / 200;
        double waits = 2 * load * load / (1 + load);
        return 10 + 1000 * waits / (200 - perSecond);
    }

    @Tag("law")
    @ParameterizedTest
    @ValueSource(ints = {60, 120, 160})
    void tiedRequestsHaveOneQueueForTwoServers(int perSecond) {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.meanMillis(TestScenarioRunner.run(site(seed + 1, perSecond)), "page"),
                mm2(perSecond),
                0.04);
    }

    @Test
    void copiesAreServedOnceWithoutDelays() throws Exception {
        PlayedPolicy run = PlayedPolicy.of(site(1, 120));
        assertThat(run.total("page.tied_both")).isZero();
        assertThat(run.total("page.tied_withdrawn")).isBetween(500.0, 7200.0);
    }

    /** A speed of 1 for each number of calls is the speed of a core with its own queue. */
    @Test
    void copiesAreServedOnceWithALoadDependentSpeed() throws Exception {
        PlayedPolicy plain = PlayedPolicy.of(site(1, 120));
        PlayedPolicy run = PlayedPolicy.of(site(1, 120, ", speed: linear(base=1ms per_call=0s)"));
        assertThat(run.total("page.tied_both")).isZero();
        assertThat(run.total("page.tied_withdrawn")).isEqualTo(plain.total("page.tied_withdrawn"));
    }
}
