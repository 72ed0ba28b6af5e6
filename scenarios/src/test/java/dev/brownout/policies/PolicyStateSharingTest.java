package dev.brownout.policies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PolicyStateSharingTest {
    @Test
    void allRoutesToANodeShareItsRateLimit() throws Exception {
        PlayedPolicy run = PlayedPolicy.of(
                "run: 10s",
                "regions: { east: { at: us-east, users: 50% }, west: { at: us-west, users: 50% } }",
                "components:",
                "  web: { kind: server, regions: [east], service: 0ms, rate_limit: { rate: 50/s, burst: 10 } }",
                "  app: { kind: server, regions: [east], service: 0ms }",
                "requests:",
                "  short: { rate: constant(100/s), path: [web], timeout: 1s }",
                "  long: { rate: constant(100/s), path: [app, web], timeout: 2s }");
        assertThat(run.outcome("short", "ok") + run.outcome("long", "ok")).isBetween(500L, 510L);
        long responses = run.outcome("short", "limited") + run.outcome("long", "limited");
        assertThat(run.measure("web", "rate_limited")).isBetween((double) responses - 30, responses + 30.0);
    }

    /**
     * A token is available after 20 ms, and the next call takes it 5 ms later on average: 40/s for each of three nodes.
     */
    @Test
    void eachNodeHasItsOwnTokenBucket() throws Exception {
        PlayedPolicy run = PlayedPolicy.of(
                "run: 10s",
                "components:",
                "  web: { kind: server, nodes: 3, service: 0ms, rate_limit: { rate: 50/s, burst: 1 } }",
                "requests:",
                "  page: { rate: 600/s, path: [web] }");
        assertThat(run.outcome("page", "ok")).isBetween(1160L, 1240L);
    }

    @Test
    void eachCallingNodeHasOneBreakerPerCallee() throws Exception {
        PlayedPolicy run = PlayedPolicy.of(
                "run: 10s",
                "network: none",
                "components:",
                "  web: { kind: server, nodes: 2, service: 0ms }",
                "  db: { kind: server, service: 0ms }",
                "requests:",
                "  page: { rate: 50/s, steps: [web, { call: db, circuit_breaker: { consecutive: 5 } }] }",
                "  more: { rate: 50/s, steps: [web, wait: 1ms, { call: db, circuit_breaker: { consecutive: 5 } }] }",
                "faults: [at 5s: errors db 100%]");
        assertThat(run.measure("web", "breaker_opened")).isEqualTo(2);
        assertThat(run.measure("db", "failed")).isEqualTo(10);
        assertThat(run.measure("web", "breaker_refused"))
                .isEqualTo(run.outcome("page", "short_circuited") + run.outcome("more", "short_circuited"));
    }

    @Test
    void crashOfTheClientResetsItsBreaker() throws Exception {
        PlayedPolicy run = PlayedPolicy.of(
                "run: 10s",
                "network: none",
                "components:",
                "  web: { kind: server, service: 0ms }",
                "  db: { kind: server, service: 0ms }",
                "requests:",
                "  page: { rate: 50/s, steps: [web, { call: db, circuit_breaker: { consecutive: 5 } }] }",
                "faults: [at 1s: errors db 100%, at 5s: crash web for 1s]");
        assertThat(run.measure("web", "breaker_opened")).isEqualTo(2);
        assertThat(run.measure("db", "failed")).isEqualTo(10);
    }

    @Test
    void policiesOfARequestAreListedOutermostFirst() throws Exception {
        PlayedPolicy run = PlayedPolicy.of(
                "run: 10s",
                "components:",
                "  web: { kind: server, service: 0ms }",
                "requests:",
                "  within: { rate: 10/s, path: [web], policies: [timeout: 2s, retry: { attempts: 3 }], timeout: 1s }",
                "  around: { rate: 10/s, path: [web], policies: [retry: {}, timeout: 900ms], timeout: 1s }",
                "faults: [at 0s: hang web]");
        assertThat(run.result().requests().get("within").all().max()).isEqualTo(2e9);
        assertThat(run.result().requests().get("around").all().max()).isGreaterThan(2.7e9);
        assertThat(run.total("around.timed_out")).isPositive();
    }
}
