package dev.brownout.policies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A load balancer before an inner tier: in a path, and as the target of steps, endpoints and consumers. */
class InnerBalancerTest {
    private static PlayedPolicy inner(String balancer, String fault) throws Exception {
        return PlayedPolicy.of(
                "run: 30s",
                "components:",
                "  front-lb: { kind: load-balancer }",
                "  front: { kind: server, nodes: 2, cores: 8, service: 1ms }",
                "  api-lb: { kind: load-balancer, health: none, " + balancer + " }",
                "  api: { kind: server, nodes: 4, cores: 8, service: 10ms }",
                "requests:",
                "  page: { rate: 100/s, path: [front-lb, front, api-lb, api] }",
                "faults: [ at 1s: " + fault + " ]");
    }

    @Test
    void innerBalancerEjectsAndRedispatches() throws Exception {
        String ejection = "outlier_detection: { consecutive: 7, max_ejected: 50% }";
        assertThat(inner("algorithm: round-robin", "errors api/1 100%").outcome("page", "failed"))
                .isBetween(600L, 850L);
        assertThat(inner("algorithm: least-connections, " + ejection, "errors api/1 100%")
                        .outcome("page", "failed"))
                .isEqualTo(7);
        PlayedPolicy crash = inner("algorithm: round-robin, redispatch: 1", "crash api/1");
        assertThat(crash.outcome("page", "refused")).isLessThan(3);
        assertThat(crash.measure("api-lb", "redispatched")).isBetween(600.0, 1000.0);
    }

    @Test
    void healthChecksOfTheInnerBalancerStopTheFailures() throws Exception {
        PlayedPolicy run = inner("algorithm: round-robin", "crash api/1");
        PlayedPolicy checked = PlayedPolicy.of(
                "run: 30s",
                "components:",
                "  front: { kind: server, cores: 8, service: 1ms }",
                "  api-lb: { kind: load-balancer, health: { every: 1s, fall: 2 } }",
                "  api: { kind: server, nodes: 4, cores: 8, service: 10ms }",
                "requests:",
                "  page: { rate: 100/s, path: [front, api-lb, api] }",
                "faults: [ at 1s: crash api/1 ]");
        assertThat(run.outcome("page", "refused")).isGreaterThan(600);
        assertThat(checked.outcome("page", "refused")).isBetween(20L, 60L);
    }

    /** A step of users, a step of an endpoint and a consumer call two servers through one balancer. */
    @Test
    void severalCallersShareABalancer() throws Exception {
        PlayedPolicy run = PlayedPolicy.of(
                "run: 20s",
                "components:",
                "  front:",
                "    kind: server",
                "    cores: 8",
                "    service: 1ms",
                "    endpoints: { list: { service: 1ms, steps: [call: api-lb/handle] } }",
                "  jobs: { kind: queue }",
                "  worker: { kind: server, cores: 8, service: 1ms, consumes: { queue: jobs, steps: [call: api-lb] } }",
                "  api-lb: { kind: load-balancer, backends: { a: 3, b: 1 } }",
                "  a: { kind: server, cores: 8, service: 1ms, endpoints: { handle: { service: 2ms } } }",
                "  b:",
                "    kind: server",
                "    cores: 8",
                "    service: 1ms",
                "    endpoints: { handle: { service: 2ms, steps: [read: db] } }",
                "  db: { kind: database }",
                "requests:",
                "  item: { rate: 40/s, steps: [front, call: api-lb/handle, publish: jobs] }",
                "  list: { rate: 40/s, steps: [front, call: front/list] }",
                "  direct: { rate: 40/s, path: [api-lb] }");
        double all = run.measure("a", "offered") + run.measure("b", "offered");
        assertThat(run.outcome("item", "failed")).isZero();
        assertThat(run.outcome("list", "failed")).isZero();
        assertThat(run.measure("api-lb", "forwarded")).isEqualTo(all);
        assertThat(all).isBetween(3000.0, 3400.0);
        assertThat(run.measure("a", "offered") / all).isBetween(0.74, 0.76);
        assertThat(run.measure("db", "offered")).isBetween(0.1 * all, 0.15 * all);
    }

    /** A crash of one of two servers loses its share until the checks remove it, and nothing afterwards. */
    @Test
    void crashOfOneServerLosesItsShareUntilItIsDetected() throws Exception {
        PlayedPolicy run = PlayedPolicy.of(
                "run: 60s",
                "components:",
                "  lb: { kind: load-balancer, backends: { stable: 4, canary: 1 }, health: { every: 1s, fall: 2 } }",
                "  stable: { kind: server, nodes: 4, cores: 8, service: 1ms }",
                "  canary: { kind: server, nodes: 4, cores: 8, service: 1ms }",
                "requests:",
                "  page: { rate: 200/s, path: [lb] }",
                "faults: [ at 10s: crash canary ]");
        assertThat(run.outcome("page", "refused")).isBetween(200L * 1 / 5, 200L * 2 / 5 + 10);
        assertThat(run.measure("canary", "offered")).isLessThan(1.15 * 200 * 12 / 5);
    }
}
