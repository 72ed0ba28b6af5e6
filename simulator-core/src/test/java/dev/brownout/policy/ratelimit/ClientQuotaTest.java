package dev.brownout.policy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.spec.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClientQuotaTest {
    private static final long MS = 1_000_000;

    private static ClientQuota allowance(LimitingAlgorithm algorithm, double perSecond, int burst) {
        boolean bucket = algorithm == LimitingAlgorithm.TOKEN_BUCKET || algorithm == LimitingAlgorithm.LEAKY_BUCKET;
        return algorithm.allowance(new RateLimitSpec(
                new Rate(perSecond),
                bucket ? Optional.of(burst) : Optional.empty(),
                RateLimitSpec.Per.ALL,
                algorithm,
                Duration.ofSeconds(1),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    private static int passed(ClientQuota allowance, int calls, long fromNanos, long everyNanos) {
        int passed = 0;
        for (int i = 0; i < calls; i++) {
            passed += allowance.ask(fromNanos + i * everyNanos) == 0 ? 1 : 0;
        }
        return passed;
    }

    @Test
    void aTokenBucketLetsTheBurstPassAndThenTheRate() {
        ClientQuota bucket = allowance(LimitingAlgorithm.TOKEN_BUCKET, 50, 100);
        assertThat(passed(bucket, 150, 0, 0)).isEqualTo(100);
        assertThat(passed(bucket, 200, 5 * MS, 5 * MS)).isEqualTo(50);
        assertThat(bucket.full(1_000 * MS)).isFalse();
        assertThat(bucket.full(3_100 * MS)).isTrue();
    }

    @Test
    void tokenIsAvailableExactlyAtItsRefillTime() {
        ClientQuota bucket = allowance(LimitingAlgorithm.TOKEN_BUCKET, 10, 1);
        assertThat(bucket.ask(0)).isZero();
        assertThat(bucket.ask(100 * MS - 1)).isEqualTo(ClientQuota.NO);
        assertThat(bucket.ask(100 * MS)).isZero();
    }

    @Test
    void leakyBucketSpacesCallsAndRejectsTheOverflow() {
        ClientQuota bucket = allowance(LimitingAlgorithm.LEAKY_BUCKET, 10, 2);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waits.add(bucket.ask(0));
        }
        assertThat(waits).containsExactly(0L, 100 * MS, 200 * MS, ClientQuota.NO);
        assertThat(bucket.ask(100 * MS)).isEqualTo(200 * MS);
        assertThat(bucket.full(300 * MS)).isFalse();
        assertThat(bucket.full(400 * MS)).isTrue();
    }

    @Test
    void twiceTheLimitPassesAroundTheBorderOfAFixedWindow() {
        assertThat(passed(allowance(LimitingAlgorithm.FIXED_WINDOW, 50, 1), 400, 500 * MS, 2 * MS))
                .isEqualTo(100);
        assertThat(passed(allowance(LimitingAlgorithm.SLIDING_WINDOW_LOG, 50, 1), 400, 500 * MS, 2 * MS))
                .isEqualTo(50);
    }

    @Test
    void slidingLogForgetsACallAfterOneWindow() {
        ClientQuota log = allowance(LimitingAlgorithm.SLIDING_WINDOW_LOG, 1, 1);
        assertThat(log.ask(250 * MS)).isZero();
        assertThat(log.ask(1250 * MS - 1)).isEqualTo(ClientQuota.NO);
        assertThat(log.full(1250 * MS)).isTrue();
        assertThat(log.ask(1250 * MS)).isZero();
    }

    @Test
    void slidingCounterWeightsThePreviousWindowByItsOverlap() {
        ClientQuota counter = allowance(LimitingAlgorithm.SLIDING_WINDOW_COUNTER, 100, 1);
        assertThat(passed(counter, 84, 0, MS)).isEqualTo(84);
        assertThat(passed(counter, 36, 1_240 * MS, 0)).isEqualTo(36);
        assertThat(passed(counter, 10, 1_250 * MS, 0)).isEqualTo(1);
        assertThat(counter.full(3_000 * MS)).isTrue();
        assertThat(SlidingCounter.estimate(42, 18, 0.25)).isCloseTo(49.5, within(1e-12));
    }

    /** A rejected call passes exactly at the stated time, and not a nanosecond earlier. */
    @ParameterizedTest
    @EnumSource(LimitingAlgorithm.class)
    void rejectedCallPassesAtTheStatedTime(LimitingAlgorithm algorithm) {
        for (long start : new long[] {0, 370 * MS, 999 * MS}) {
            ClientQuota early = allowance(algorithm, 10, 5);
            ClientQuota exact = allowance(algorithm, 10, 5);
            long now = start;
            while (early.ask(now) != ClientQuota.NO) {
                exact.ask(now);
                now += 7 * MS;
            }
            exact.ask(now);
            long until = early.untilNext(now);
            assertThat(until).isPositive();
            assertThat(early.ask(now + until - 2)).isEqualTo(ClientQuota.NO);
            assertThat(exact.ask(now + until)).isNotEqualTo(ClientQuota.NO);
        }
    }
}
