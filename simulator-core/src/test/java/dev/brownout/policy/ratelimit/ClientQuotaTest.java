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

    private static int passedCalls(ClientQuota allowance, int calls, long fromNanos, long everyNanos) {
        int passed = 0;
        for (int i = 0; i < calls; i++) {
            passed += allowance.reserve(fromNanos + i * everyNanos) == 0 ? 1 : 0;
        }
        return passed;
    }

    @Test
    void aTokenBucketLetsTheBurstPassAndThenTheRate() {
        ClientQuota bucket = allowance(LimitingAlgorithm.TOKEN_BUCKET, 50, 100);
        assertThat(passedCalls(bucket, 150, 0, 0)).isEqualTo(100);
        assertThat(passedCalls(bucket, 200, 5 * MS, 5 * MS)).isEqualTo(50);
        assertThat(bucket.isReset(1_000 * MS)).isFalse();
        assertThat(bucket.isReset(3_100 * MS)).isTrue();
    }

    @Test
    void tokenIsAvailableExactlyAtItsRefillTime() {
        ClientQuota bucket = allowance(LimitingAlgorithm.TOKEN_BUCKET, 10, 1);
        assertThat(bucket.reserve(0)).isZero();
        assertThat(bucket.reserve(100 * MS - 1)).isEqualTo(ClientQuota.NO);
        assertThat(bucket.reserve(100 * MS)).isZero();
    }

    @Test
    void leakyBucketSpacesCallsAndRejectsTheOverflow() {
        ClientQuota bucket = allowance(LimitingAlgorithm.LEAKY_BUCKET, 10, 2);
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waits.add(bucket.reserve(0));
        }
        assertThat(waits).containsExactly(0L, 100 * MS, 200 * MS, ClientQuota.NO);
        assertThat(bucket.reserve(100 * MS)).isEqualTo(200 * MS);
        assertThat(bucket.isReset(300 * MS)).isFalse();
        assertThat(bucket.isReset(400 * MS)).isTrue();
    }

    @Test
    void twiceTheLimitPassesAroundTheBorderOfAFixedWindow() {
        assertThat(passedCalls(allowance(LimitingAlgorithm.FIXED_WINDOW, 50, 1), 400, 500 * MS, 2 * MS))
                .isEqualTo(100);
        assertThat(passedCalls(allowance(LimitingAlgorithm.SLIDING_WINDOW_LOG, 50, 1), 400, 500 * MS, 2 * MS))
                .isEqualTo(50);
    }

    @Test
    void slidingLogForgetsACallAfterOneWindow() {
        ClientQuota log = allowance(LimitingAlgorithm.SLIDING_WINDOW_LOG, 1, 1);
        assertThat(log.reserve(250 * MS)).isZero();
        assertThat(log.reserve(1250 * MS - 1)).isEqualTo(ClientQuota.NO);
        assertThat(log.isReset(1250 * MS)).isTrue();
        assertThat(log.reserve(1250 * MS)).isZero();
    }

    @Test
    void slidingCounterWeightsThePreviousWindowByItsOverlap() {
        ClientQuota counter = allowance(LimitingAlgorithm.SLIDING_WINDOW_COUNTER, 100, 1);
        assertThat(passedCalls(counter, 84, 0, MS)).isEqualTo(84);
        assertThat(passedCalls(counter, 36, 1_240 * MS, 0)).isEqualTo(36);
        assertThat(passedCalls(counter, 10, 1_250 * MS, 0)).isEqualTo(1);
        assertThat(counter.isReset(3_000 * MS)).isTrue();
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
            while (early.reserve(now) != ClientQuota.NO) {
                exact.reserve(now);
                now += 7 * MS;
            }
            exact.reserve(now);
            long until = early.untilNext(now);
            assertThat(until).isPositive();
            assertThat(early.reserve(now + until - 2)).isEqualTo(ClientQuota.NO);
            assertThat(exact.reserve(now + until)).isNotEqualTo(ClientQuota.NO);
        }
    }
}
