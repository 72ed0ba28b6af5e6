package dev.brownout.policies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tied requests at two servers. Without delays each copy begins where a server is free first, so that both servers have
 * one queue: M/M/2. Single requests at alternating servers have two queues.
 */
class TiedRequestsLawTest {
    private static final int SEEDS = 10;
    /** Quantile 99.95 % of Student's distribution with 9 degrees of freedom. */
    private static final double STUDENT = 4.781;

    private static PlayedPolicy played(int seed, int perSecond, String hedge) throws Exception {
        return played(seed, perSecond, hedge, "");
    }

    private static PlayedPolicy played(int seed, int perSecond, String hedge, String server) throws Exception {
        return PlayedPolicy.of(
                "run: { duration: 60s, seed: " + seed + " }",
                "network: none",
                "components:",
                "  lb: { kind: load-balancer, algorithm: round-robin }",
                "  web: { kind: server, nodes: 2, cores: 1, service: exp(10ms), queue: unlimited" + server + " }",
                "requests:",
                "  page: { rate: " + perSecond + "/s, timeout: none, path: [lb, web]" + hedge + " }");
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
    void tiedRequestsHaveOneQueueForTwoServers(int perSecond) throws Exception {
        double sum = 0;
        double squares = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            PlayedPolicy run = played(seed, perSecond, ", hedge: { after: 0s, cancel: when-begun }");
            double mean = run.result().requests().get("page").all().mean() / 1e6;
            sum += mean;
            squares += mean * mean;
        }
        double mean = sum / SEEDS;
        double half = STUDENT * Math.sqrt((squares - sum * mean) / (SEEDS - 1) / SEEDS);
        assertThat(half).isLessThan(0.2 * mean);
        assertThat(mm2(perSecond)).isBetween(mean - half, mean + half);
    }

    @Test
    void copiesAreServedOnceWithoutDelays() throws Exception {
        PlayedPolicy run = played(1, 120, ", hedge: { after: 0s, cancel: when-begun }");
        assertThat(run.total("page.tied_both")).isZero();
        assertThat(run.total("page.tied_withdrawn")).isBetween(500.0, 7200.0);
    }

    /** A speed of 1 for each number of calls is the speed of a core with its own queue. */
    @Test
    void copiesAreServedOnceWithALoadDependentSpeed() throws Exception {
        String hedge = ", hedge: { after: 0s, cancel: when-begun }";
        PlayedPolicy plain = played(1, 120, hedge);
        PlayedPolicy run = played(1, 120, hedge, ", speed: linear(base=1ms per_call=0s)");
        assertThat(run.total("page.tied_both")).isZero();
        assertThat(run.total("page.tied_withdrawn")).isEqualTo(plain.total("page.tied_withdrawn"));
    }
}
