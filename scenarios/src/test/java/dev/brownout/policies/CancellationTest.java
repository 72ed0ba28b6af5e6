package dev.brownout.policies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CancellationTest {
    /**
     * Runs 12 requests/s with a timeout of 500 ms against one core with a capacity of 10/s. Late requests waste service
     * time unless they are cancelled in the queue.
     */
    private static PlayedPolicy box(String policy, String cancellation) throws Exception {
        return PlayedPolicy.of(
                "run: 100s",
                "network: none",
                "components:",
                "  box:",
                "    { kind: server, cores: 1, service: exp(100ms), queue: unlimited, cancellation: " + cancellation
                        + " }",
                "requests:",
                "  call: { rate: 12/s, path: [box], " + policy + " }");
    }

    @Test
    void workContinuesAfterTheTimeoutWithoutCancellation() throws Exception {
        PlayedPolicy run = box("timeout: 500ms", "queued");
        assertThat(run.outcome("call", "ok")).isLessThan(500);
        assertThat(run.measure("box", "utilization")).isGreaterThan(0.95);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timeout: 500ms, cancel_on_timeout: true",
                "timeout: none, policies: [cancel_on_timeout: true, timeout: 500ms]",
                "timeout: none, deadline: 500ms"
            })
    void cancelledRequestsInTheQueueAreNotServed(String policy) throws Exception {
        long queued = box(policy, "queued").outcome("call", "ok");
        assertThat(queued).isGreaterThan(620);
        assertThat(box(policy, "none").outcome("call", "ok")).isLessThan(500);
        assertThat(box(policy, "running").outcome("call", "ok")).isGreaterThan(queued);
    }

    /** The core is released when the caller times out: 10 requests/s take 60 ms and time out after 50 ms. */
    @Test
    void runningWorkStopsWhereTheServerSupportsIt() throws Exception {
        PlayedPolicy queued = half("queued");
        PlayedPolicy running = half("running");
        assertThat(queued.measure("box", "utilization")).isBetween(0.59, 0.61);
        assertThat(running.measure("box", "utilization")).isBetween(0.49, 0.51);
        assertThat(running.outcome("call", "timed_out")).isBetween(99L, 100L);
    }

    private static PlayedPolicy half(String cancellation) throws Exception {
        return PlayedPolicy.of(
                "run: 10s",
                "network: none",
                "components:",
                "  box: { kind: server, cores: 1, service: 60ms, cancellation: " + cancellation + " }",
                "requests:",
                "  call: { rate: constant(10/s), path: [box], timeout: 50ms, cancel_on_timeout: true }");
    }

    @Test
    void cancellationPropagatesThroughAllTiers() throws Exception {
        PlayedPolicy run = PlayedPolicy.of(
                "run: 100s",
                "components:",
                "  lb: { kind: load-balancer, algorithm: least-connections }",
                "  web: { kind: server, workers: 20, service: 1ms }",
                "  db: { kind: server, cores: 1, service: exp(100ms), queue: unlimited }",
                "requests:",
                "  call:",
                "    rate: 12/s",
                "    steps: [lb, web, { call: db, timeout: none }]",
                "    timeout: 500ms",
                "    cancel_on_timeout: true");
        assertThat(run.outcome("call", "ok")).isGreaterThan(620);
        assertThat(run.measure("web", "workers_held")).isLessThan(0.35);
    }

    @ParameterizedTest
    @CsvSource({"crash", "power-off", "pause", "hang", "blackhole"})
    void auditPassesWithCancellationDuringFaults(String verb) throws Exception {
        PlayedPolicy run = PlayedPolicy.of(
                "run: 10s",
                "components:",
                "  lb: { kind: load-balancer, algorithm: least-connections, redispatch: 1 }",
                "  web: { kind: server, nodes: 2, cores: 1, workers: 4, service: exp(10ms), cancellation: running }",
                "  db: { kind: server, cores: 1, service: exp(4ms), scheduling: ps, cancellation: running }",
                "requests:",
                "  page:",
                "    rate: 30/s",
                "    timeout: 60ms",
                "    deadline: 200ms",
                "    retry: { attempts: 3, backoff: constant(5ms) }",
                "    steps: [lb, web, { parallel: [call: db, wait: 5ms, { call: db, hedge: { after: 5ms } }] }]",
                "faults:",
                "  - at 2s: " + verb + " web/1 for 1s",
                "  - at 2500ms: " + verb + " db for 1s",
                "  - at 5s: " + verb + " web for 100ms",
                "  - at 7s: " + verb + " lb for 1s");
        assertThat(run.outcome("page", "ok")).isGreaterThan(100);
        assertThat(run.outcome("page", verb.equals("crash") ? "refused" : "timed_out"))
                .isPositive();
    }

    @Test
    void coalescedLoadIsNotCancelledWithOneRequest() throws Exception {
        PlayedPolicy run = PlayedPolicy.of(
                "run: 20s",
                "components:",
                "  web: { kind: server, service: 0ms }",
                "  cache: { kind: cache, ttl: 100ms, coalesce: true }",
                "  db: { kind: database, read: 50ms }",
                "requests:",
                "  hasty: { rate: 20/s, key: uniform(1), path: [web, cache, db], deadline: 20ms }",
                "  patient: { rate: 20/s, key: uniform(1), path: [web, cache, db] }");
        assertThat(run.outcome("hasty", "timed_out")).isGreaterThan(20);
        assertThat(run.measure("cache", "coalesced")).isGreaterThan(20);
        assertThat(run.result().requests().get("patient").failed()).isZero();
    }
}
