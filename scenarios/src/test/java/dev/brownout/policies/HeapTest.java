package dev.brownout.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Garbage-collected heap of a server, validated against an independent simulation that follows Huang et al., Metastable
 * Failures in the Wild, OSDI 2022, section 5.1.
 */
class HeapTest {
    private static final int SEEDS = 6;

    private static PlayedPolicy policy(int seed, String load, String run) throws InvalidScenarioException {
        return PlayedPolicy.of(
                "run: { " + run + ", seed: " + seed + " }",
                "network: none",
                "components:",
                "  app:",
                "    kind: server",
                "    workers: 100",
                "    service: 0ms",
                "    heap: { size: 256MB, per_request: 2MB, collect: 3ms }",
                "requests:",
                "  page: { timeout: none, steps: [app, { wait: 100ms }] }",
                "load: " + load);
    }

    /**
     * A peak of 260/s causes a metastable failure: throughput does not recover at 140/s, less than two thirds of the
     * 220/s before the peak.
     */
    @Test
    void throughputDoesNotRecoverFromAPeak() throws Exception {
        int lost = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            PlayedPolicy run = policy(seed, "step(220/s 260/s 220/s 180/s 140/s every=1m)", "duration: 5m, warmup: 4m");
            lost += run.measure("app", "throughput") < 100 ? 1 : 0;
        }
        assertThat(lost).isGreaterThanOrEqualTo(5);
    }

    @Test
    void sameLoadIsSustainedWithoutThePeak() throws Exception {
        int held = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            held += policy(seed, "220/s", "duration: 3m, warmup: 2m").measure("app", "throughput") > 200 ? 1 : 0;
        }
        assertThat(held).isGreaterThanOrEqualTo(4);
    }

    /**
     * With all 100 workers busy, the last request finds no memory. A collection with 99 live requests takes 99 x 6 ms
     * and frees 29 slots. The 100 workers then complete 29 requests of 100 ms in 29 ms.
     */
    @Test
    void throughputWithAllWorkersBusyMatchesTheModel() throws Exception {
        PlayedPolicy run = policy(3, "constant(400/s)", "duration: 3m, warmup: 1m");
        double each = 29 / (99 * 0.006 + 29 * 0.001);
        assertThat(run.measure("app", "throughput")).isBetween(0.97 * each, 1.03 * each);
        assertThat(run.measure("app", "collecting")).isBetween(0.94, 0.97);
        assertThat(run.measure("app", "collections")).isBetween(120 * 1.6 * 0.97, 120 * 1.6 * 1.03);
        assertThat(run.measure("app", "out_of_memory")).isZero();
    }

    /** Memory holds ten requests, and 20 are in flight. The requests beyond ten fail in each interval of 100 ms. */
    @Test
    void requestsFailWithoutMemoryAfterACollection() throws Exception {
        PlayedPolicy run = PlayedPolicy.of(
                "run: 60s",
                "network: none",
                "components:",
                "  app: { kind: server, service: 0ms, heap: { size: 20MB, per_request: 2MB, collect: 0ms } }",
                "requests:",
                "  page: { rate: constant(200/s), steps: [app, { wait: 100ms }] }");
        assertThat(run.measure("app", "throughput")).isBetween(99.0, 101.0);
        assertThat(run.outcome("page", "failed")).isEqualTo((long) run.measure("app", "out_of_memory"));
        assertThat(run.outcome("page", "failed")).isBetween(5_950L, 6_050L);
        assertThat(run.isAudited("app/1: with memory + waiting for memory = being processed"))
                .isTrue();
    }

    /** A process that is killed during a collection restarts with an empty heap and no pending pause. */
    @ParameterizedTest
    @ValueSource(strings = {"crash", "power-off", "pause", "hang"})
    void crashDuringACollectionRestartsWithAnEmptyHeap(String fault) throws Exception {
        PlayedPolicy run = PlayedPolicy.of(
                "run: { duration: 40s, warmup: 30s }",
                "network: none",
                "components:",
                "  app: { kind: server, workers: 100, service: 1ms, heap: { collect: 200ms } }",
                "requests:",
                "  page: { steps: [app, { wait: 100ms }] }",
                "load: step(300/s 10/s every=20s)",
                "faults:",
                "  - at 10s: " + fault + " app for 1s",
                "  - at 21s: crash app for 1s");
        assertThat(run.outcomes("page")).containsOnlyKeys("ok");
    }
}
