package dev.brownout.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Memory that a collector cleans: the figures of an independent simulation in the manner of Huang et al., Metastable
 * Failures in the Wild, OSDI 2022, section 5.1.
 */
class HeapTest {
    private static final int SEEDS = 6;

    private static PlayedPolicy of(int seed, String load, String run) throws InvalidScenarioException {
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

    /** Beyond 220/s a little longer than it can bear, it is lost for good, also under two thirds of that. */
    @Test
    void doesNotComeBackFromAPeak() throws Exception {
        int lost = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            PlayedPolicy run = of(seed, "step(220/s 260/s 220/s 180/s 140/s every=1m)", "duration: 5m, warmup: 4m");
            lost += run.measure("app", "throughput") < 100 ? 1 : 0;
        }
        assertThat(lost).isGreaterThanOrEqualTo(5);
    }

    @Test
    void bearsTheSameLoadWithoutThePeak() throws Exception {
        int held = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            held += of(seed, "220/s", "duration: 3m, warmup: 2m").measure("app", "throughput") > 200 ? 1 : 0;
        }
        assertThat(held).isGreaterThanOrEqualTo(4);
    }

    /**
     * With all 100 at work, the last of them finds no room: 99 live, 29 shares come free, in a pause of 99 times 6 ms
     * and the time in which 100 workers end 29 requests of 100 ms.
     */
    @Test
    void whatIsLeftWhenAllWorkersAreBusy() throws Exception {
        PlayedPolicy run = of(3, "constant(400/s)", "duration: 3m, warmup: 1m");
        double each = 29 / (99 * 0.006 + 29 * 0.001);
        assertThat(run.measure("app", "throughput")).isBetween(0.97 * each, 1.03 * each);
        assertThat(run.measure("app", "collecting")).isBetween(0.94, 0.97);
        assertThat(run.measure("app", "collections")).isBetween(120 * 1.6 * 0.97, 120 * 1.6 * 1.03);
        assertThat(run.measure("app", "out_of_memory")).isZero();
    }

    /** Room for ten requests, and twenty at a time: those beyond ten fail, each tenth of a second anew. */
    @Test
    void whoFindsNoRoomAfterACollectionFails() throws Exception {
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
        assertThat(run.audited("app/1: with memory + waiting for it = worked on"))
                .isTrue();
    }

    /** A process that dies while its collector works begins anew, with empty memory, and does not stand still. */
    @ParameterizedTest
    @ValueSource(strings = {"crash", "power-off", "pause", "hang"})
    void aMachineThatDiesDuringACollectionBeginsAnew(String fault) throws Exception {
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
