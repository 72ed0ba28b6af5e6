package dev.brownout.policies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutlierEjectionTest {
    private static PlayedPolicy failing(String balancer) throws Exception {
        return PlayedPolicy.of(
                "run: 20s",
                "components:",
                "  lb: { kind: load-balancer, " + balancer + " }",
                "  web: { kind: server, nodes: 4, service: 10ms }",
                "requests:",
                "  page: { rate: 100/s, path: [lb, web] }",
                "faults: [at 1s: errors web/1 100%]");
    }

    @Test
    void outlierDetectionEjectsAFailingNode() throws Exception {
        assertThat(failing("algorithm: round-robin").outcome("page", "failed")).isBetween(400L, 550L);
        assertThat(failing("algorithm: round-robin, outlier_detection: {}").outcome("page", "failed"))
                .isEqualTo(5);
    }

    @Test
    void leastResponseTimeAvoidsASlowNode() throws Exception {
        PlayedPolicy run = PlayedPolicy.of(
                "run: 20s",
                "components:",
                "  lb: { kind: load-balancer, algorithm: least-response-time }",
                "  web: { kind: server, nodes: 4, service: 10ms }",
                "requests:",
                "  page: { rate: 100/s, path: [lb, web] }",
                "faults: [at 1s: slow web/1 x20]");
        assertThat(run.measure("web", "1", "offered")).isLessThan(0.1 * run.measure("web", "offered"));
    }

    /** Three of five nodes fail all calls. They are ejected one by one, or still called in panic mode. */
    @Test
    void panicModeCallsEjectedNodes() throws Exception {
        PlayedPolicy none = panicking("0%");
        PlayedPolicy half = panicking("50%");
        assertThat(none.measure("web", "2", "failed")).isEqualTo(5);
        assertThat(half.measure("web", "2", "failed")).isGreaterThan(100);
        assertThat(none.outcome("page", "ok")).isGreaterThan(half.outcome("page", "ok"));
    }

    private static PlayedPolicy panicking(String threshold) throws Exception {
        return PlayedPolicy.of(
                "run: 10s",
                "components:",
                "  lb:",
                "    kind: load-balancer",
                "    health: none",
                "    panic_threshold: " + threshold,
                "    outlier_detection: { max_ejected: 100% }",
                "  web: { kind: server, nodes: 5, cores: 1, service: 8ms, queue: 10 }",
                "requests:",
                "  page: { rate: 300/s, path: [lb, web] }",
                "faults: [at 0s: errors web/2 100%, at 0s: errors web/3 100%, at 0s: errors web/4 100%]");
    }
}
