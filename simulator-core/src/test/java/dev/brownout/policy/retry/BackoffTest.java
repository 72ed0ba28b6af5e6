package dev.brownout.policy.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.random.KeyedRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Waits of each backoff, given the uniform random number that it uses. */
class BackoffTest {
    private static final Duration BASE = Duration.ofMillis(100);
    private static final Duration CAP = Duration.ofSeconds(2);

    private static KeyedRandom randomStream(int attempt) {
        return new KeyedRandom(KeyedRandom.key(1, 0, "BackoffTest")).withIdentity(attempt);
    }

    private static double uniform(int attempt) {
        return randomStream(attempt).uniform();
    }

    @Test
    void noneAndConstantHaveFixedWaits() {
        assertThat(new Backoff.None().waitNanos(3, 5, randomStream(0))).isZero();
        assertThat(new Backoff.Constant(BASE).waitNanos(3, 5, randomStream(0))).isEqualTo(100_000_000);
    }

    @ParameterizedTest
    @CsvSource({"0, 100", "1, 200", "4, 1600", "5, 2000", "61, 2000", "62, 2000", "1000, 2000"})
    void exponentialDoublesUpToItsCap(int retry, long millis) {
        assertThat(new Backoff.Exponential(BASE, CAP).waitNanos(retry, 0, randomStream(retry)))
                .isEqualTo(millis * 1_000_000);
    }

    @ParameterizedTest
    @CsvSource({"0, 100", "3, 800", "9, 2000"})
    void jitterIsUniformBelowTheExponentialWaitOrInItsUpperHalf(int retry, long millis) {
        double longest = millis * 1e6;
        assertThat(new Backoff.FullJitter(BASE, CAP).waitNanos(retry, 7, randomStream(retry)))
                .isEqualTo((long) (longest * uniform(retry)));
        assertThat(new Backoff.EqualJitter(BASE, CAP).waitNanos(retry, 7, randomStream(retry)))
                .isEqualTo((long) (longest / 2 + longest / 2 * uniform(retry)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 300", "1, 50, 300", "2, 200, 600", "3, 600, 1800"})
    void decorrelatedIsUniformUpToThreeTimesThePreviousWait(int retry, long before, long most) {
        long wait = new Backoff.DecorrelatedJitter(BASE, CAP).waitNanos(retry, before * 1_000_000, randomStream(retry));
        assertThat(wait).isEqualTo((long) (1e8 + (most * 1e6 - 1e8) * uniform(retry)));
    }

    @Test
    void decorrelatedNeverExceedsItsCap() {
        Backoff backoff = new Backoff.DecorrelatedJitter(BASE, CAP);
        for (int attempt = 0; attempt < 100; attempt++) {
            assertThat(backoff.waitNanos(9, Duration.ofSeconds(100).toNanos(), randomStream(attempt)))
                    .isBetween(BASE.toNanos(), CAP.toNanos());
        }
        assertThat(backoff.longestNanos(0)).isEqualTo(300_000_000);
        assertThat(backoff.longestNanos(9)).isEqualTo(CAP.toNanos());
    }

    @Test
    void shortestFirstWaitIsTheLowerEndOfEachDistribution() {
        assertThat(new Backoff.None().shortestNanos()).isZero();
        assertThat(new Backoff.Constant(BASE).shortestNanos()).isEqualTo(100_000_000);
        assertThat(new Backoff.Exponential(BASE, CAP).shortestNanos()).isEqualTo(100_000_000);
        assertThat(new Backoff.FullJitter(BASE, CAP).shortestNanos()).isZero();
        assertThat(new Backoff.EqualJitter(BASE, CAP).shortestNanos()).isEqualTo(50_000_000);
        assertThat(new Backoff.DecorrelatedJitter(BASE, CAP).shortestNanos()).isEqualTo(100_000_000);
        assertThat(new Backoff.DecorrelatedJitter(CAP, BASE).shortestNanos()).isEqualTo(100_000_000);
    }
}
