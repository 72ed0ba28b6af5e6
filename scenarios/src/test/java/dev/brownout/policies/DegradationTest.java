package dev.brownout.policies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DegradationTest {
    @Test
    void fallbackReplacesFailedCalls() throws Exception {
        for (String fallback : new String[] {"fallback: {}", "fallback: { to: spare }", "fallback: spare"}) {
            PlayedPolicy run = PlayedPolicy.of(
                    "run: 10s",
                    "components:",
                    "  web: { kind: server, service: 0ms }",
                    "  prices: { kind: server, service: 0ms }",
                    "  spare: { kind: server, service: 5ms }",
                    "requests:",
                    "  page: { rate: 100/s, steps: [web, { call: prices, " + fallback + " }] }",
                    "faults: [at 0s: errors prices 30%]");
            assertThat(run.outcome("page", "failed")).isZero();
            assertThat(run.measure("web", "fallbacks")).isEqualTo(run.measure("prices", "failed"));
            double spare = fallback.contains("spare") ? run.measure("web", "fallbacks") : 0;
            assertThat(run.measure("spare", "offered")).isEqualTo(spare);
        }
    }

    /** The fallback takes 2 s. It succeeds with a network timeout of 3 s and times out with 1 s. */
    @Test
    void fallbackHasTheNetworkTimeout() throws Exception {
        for (int timeout : new int[] {1, 3}) {
            PlayedPolicy run = PlayedPolicy.of(
                    "run: 20s",
                    "network: { timeout: " + timeout + "s }",
                    "components:",
                    "  web: { kind: server }",
                    "  prices: { kind: server }",
                    "  spare: { kind: server, cores: 8, service: 2s }",
                    "requests:",
                    "  page: { rate: 1/s, timeout: 9s, steps: [web, { call: prices, fallback: spare }] }",
                    "faults: [at 0s: errors prices 100%]");
            assertThat(run.measure("web", "fallbacks")).isPositive();
            assertThat(run.outcome("page", "ok") > 0).isEqualTo(timeout == 3);
            assertThat(run.outcome("page", "timed_out") > 0).isEqualTo(timeout == 1);
        }
    }

    /**
     * The load is three times the capacity of the core. The prioritized requests, at 60 % of the capacity, are almost
     * never rejected.
     */
    @Test
    void sheddingRejectsLowPriorityRequestsFirst() throws Exception {
        PlayedPolicy run = PlayedPolicy.of(
                "run: 20s",
                "components:",
                "  web:",
                "    kind: server",
                "    cores: 1",
                "    service: exp(10ms)",
                "    shedding: { in_flight: 20, priority: [checkout] }",
                "requests:",
                "  checkout: { rate: 60/s, path: [web] }",
                "  browse: { rate: 240/s, path: [web] }");
        assertThat(run.outcome("checkout", "rejected")).isLessThan(5);
        assertThat(run.measure("web", "shed"))
                .isEqualTo(run.outcome("checkout", "rejected") + run.outcome("browse", "rejected"));
        assertThat(run.measure("web", "utilization")).isGreaterThan(0.97);
    }

    @Test
    void concurrencyLimitKeepsResponsesWithinTheTimeout() throws Exception {
        assertThat(overloaded("")).isLessThan(100);
        assertThat(overloaded(", concurrency_limit: { min: 5, initial: 5, timeout: 300ms }"))
                .isGreaterThan(1500);
        assertThat(overloaded(", concurrency_limit: { algorithm: gradient, min: 5, initial: 5 }"))
                .isGreaterThan(1500);
    }

    private static long overloaded(String policy) throws Exception {
        return PlayedPolicy.of(
                        "run: 20s",
                        "components:",
                        "  web: { kind: server, cores: 1, service: exp(10ms), queue: unlimited" + policy + " }",
                        "requests:",
                        "  page: { rate: 200/s, path: [web], timeout: 500ms }")
                .outcome("page", "ok");
    }
}
