package dev.brownout.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Deduplication of calls by idempotency key: duplicate effects, responses from the record, and waiting for the first
 * attempt.
 */
class IdempotencyTest {
    private static final int SEEDS = 5;
    private static final double EACH = 20_000;

    /**
     * Runs calls that take 50 ms, or 2 s with a probability of 10 %, with a timeout of 1 s and the given number of
     * attempts.
     */
    private static PlayedPolicy charge(int seed, String deduplicate, int attempts) throws InvalidScenarioException {
        return PlayedPolicy.of(
                "run: { duration: 200s, seed: " + seed + " }",
                "network: none",
                "components:",
                "  psp: { kind: server, cores: 10k, service: mix(90% 50ms 10% 2s), deduplicate: " + deduplicate + " }",
                "requests:",
                "  charge:",
                "    rate: constant(100/s)",
                "    timeout: 1s",
                "    retry: { attempts: " + attempts + ", backoff: constant(100ms) }",
                "    path: [psp]");
    }

    private static void isTheShare(double counted, double share) {
        double all = SEEDS * EACH;
        double deviation = Math.sqrt(all * share * (1 - share));
        assertThat(counted).isBetween(all * share - 4 * deviation - 20, all * share + 4 * deviation + 20);
    }

    /**
     * 10 % of the calls time out and are retried, and 1 % time out twice. The tolerance is four standard deviations.
     */
    @Test
    void retriesDuplicateEffectsWithoutDeduplication() throws Exception {
        double twice = 0;
        double reportedFailures = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            PlayedPolicy run = charge(seed, "0s", 2);
            twice += run.measure("psp", "duplicates");
            reportedFailures += run.outcome("charge", "timed_out");
            assertThat(run.measure("psp", "deduplicated")).isZero();
        }
        isTheShare(twice, 0.1);
        isTheShare(reportedFailures, 0.01);
    }

    /** The retry at 1.1 s receives the result of the first attempt at 2 s. */
    @Test
    void retryReceivesTheResultOfTheFirstAttempt() throws Exception {
        double recognized = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            PlayedPolicy run = charge(seed, "24h", 2);
            recognized += run.measure("psp", "deduplicated");
            assertThat(run.measure("psp", "duplicates")).isZero();
            assertThat(run.outcomes("charge")).containsOnlyKeys("ok");
            assertThat(run.isAudited("psp: calls = started + deduplicated + waiting + abandoned"))
                    .isTrue();
            assertThat(run.isAudited("psp: successful executions = effects + duplicates"))
                    .isTrue();
        }
        isTheShare(recognized, 0.1);
    }

    /**
     * Calls take 200 ms, time out after 100 ms, and are retried 500 ms later: 400 ms after the first attempt has
     * completed.
     */
    @ParameterizedTest
    @CsvSource({"399ms, 500, 0", "401ms, 0, 500", "0s, 500, 0"})
    void keyExpiresAfterItsRetention(String kept, long duplicates, long recognized) throws Exception {
        PlayedPolicy run = PlayedPolicy.of(
                "run: 60s",
                "network: none",
                "components:",
                "  psp: { kind: server, cores: 10, service: 200ms, deduplicate: " + kept + " }",
                "requests:",
                "  charge:",
                "    rate: constant(10/s)",
                "    timeout: 100ms",
                "    retry: { attempts: 2, backoff: constant(500ms) }",
                "    path: [psp]");
        double all = 600;
        double endTime = run.measure("psp", "duplicates") + run.measure("psp", "deduplicated");
        assertThat(endTime).isBetween(all - 10, all);
        assertThat(run.measure("psp", "duplicates") > 0).isEqualTo(duplicates > 0);
        assertThat(run.measure("psp", "deduplicated") > 0).isEqualTo(recognized > 0);
        assertThat(run.outcome("charge", "ok") > 0).isEqualTo(recognized > 0);
    }

    /** A failed attempt leaves no record: each attempt executes until one succeeds. */
    @Test
    void failedAttemptsAreExecutedAgain() throws Exception {
        PlayedPolicy run = PlayedPolicy.of(
                "run: 60s",
                "components:",
                "  psp: { kind: server, endpoints: { pay: { steps: [bank], deduplicate: 24h } } }",
                "  bank: { kind: server, service: 1ms }",
                "requests:",
                "  charge: { rate: 50/s, steps: [{ call: psp/pay, retry: { attempts: 30 } }] }",
                "faults:",
                "  - at 0s: errors bank 50%");
        assertThat(run.outcomes("charge")).containsOnlyKeys("ok");
        assertThat(run.measure("bank", "offered")).isGreaterThan(1.8 * run.outcome("charge", "ok"));
        assertThat(run.measure("psp", "duplicates")).isZero();
        assertThat(run.measure("psp", "deduplicated")).isZero();
    }

    /** The node that executes a call fails, and an attempt that waits for it on the other node takes over. */
    @ParameterizedTest
    @ValueSource(strings = {"crash", "power-off", "pause"})
    void waitingAttemptTakesOverFromAFailedNode(String fault) throws Exception {
        PlayedPolicy run = PlayedPolicy.of(
                "run: { duration: 30s, seed: 4 }",
                "components:",
                "  lb: { kind: load-balancer }",
                "  psp: { kind: server, nodes: 2, cores: 1000, service: 3s, deduplicate: 24h }",
                "requests:",
                "  charge:",
                "    rate: constant(20/s)",
                "    timeout: 2s",
                "    retry: { attempts: 12, backoff: constant(100ms) }",
                "    path: [lb, psp]",
                "faults:",
                "  - at 10s: " + fault + " psp/1 for 1s");
        assertThat(run.outcomes("charge")).containsOnlyKeys("ok");
        assertThat(run.measure("psp", "duplicates")).isZero();
        assertThat(run.measure("psp", "deduplicated")).isGreaterThan(400);
    }

    /** The two attempts of a hedged call have one key: the second waits for the first or is cancelled. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "queued", "running"})
    void hedgedCallHasOneEffect(String cancellation) throws Exception {
        PlayedPolicy run = PlayedPolicy.of(
                "run: 60s",
                "components:",
                "  web: { kind: server, cores: 100, service: 0ms }",
                "  psp:",
                "    { kind: server, nodes: 3, cores: 100, service: exp(50ms), deduplicate: 1h, cancellation: "
                        + cancellation + " }",
                "requests:",
                "  charge: { rate: 100/s, steps: [web, { call: psp, hedge: 20ms, cancel_on_timeout: true }] }");
        assertThat(run.outcomes("charge")).containsOnlyKeys("ok");
        assertThat(run.measure("psp", "duplicates")).isZero();
        assertThat(run.measure("psp", "deduplicated")).isPositive();
    }
}
