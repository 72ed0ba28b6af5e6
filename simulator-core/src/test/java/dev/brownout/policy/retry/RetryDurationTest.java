package dev.brownout.policy.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.random.KeyedRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Longest duration of a call with retries, worked out by hand. */
class RetryDurationTest {
    private static final Duration BASE = Duration.ofMillis(100);
    private static final Duration CAP = Duration.ofMillis(500);

    private static double millis(Backoff backoff, int attempts) {
        return new RetrySpec(attempts, backoff, Optional.empty(), Optional.empty()).longestNanos(1e9, 1e9) / 1e6;
    }

    /**
     * Waits of 100, 200, 400 and 500 ms between five attempts of 1 s. Decorrelated waits are 300 ms at first, then the
     * cap.
     */
    @Test
    void longestDurationSumsAllAttemptsAndTheLongestWaits() {
        assertThat(millis(new Backoff.None(), 3)).isEqualTo(3000);
        assertThat(millis(new Backoff.Constant(BASE), 3)).isEqualTo(3200);
        assertThat(millis(new Backoff.Exponential(BASE, CAP), 5)).isEqualTo(6200);
        assertThat(millis(new Backoff.FullJitter(BASE, CAP), 5)).isEqualTo(6200);
        assertThat(millis(new Backoff.EqualJitter(BASE, CAP), 5)).isEqualTo(6200);
        assertThat(millis(new Backoff.DecorrelatedJitter(BASE, CAP), 4)).isEqualTo(5300);
        assertThat(millis(new Backoff.Exponential(BASE, CAP), 1)).isEqualTo(1000);
    }

    @Test
    void noWaitExceedsTheLongestWait() {
        KeyedRandom random = new KeyedRandom(3);
        for (Backoff backoff : List.of(
                new Backoff.FullJitter(BASE, CAP),
                new Backoff.EqualJitter(BASE, CAP),
                new Backoff.DecorrelatedJitter(BASE, CAP))) {
            long previous = 0;
            for (int retry = 0; retry < 40; retry++) {
                previous = backoff.waitNanos(retry % 5, retry % 5 == 0 ? 0 : previous, random.withIdentity(retry));
                assertThat(previous).isLessThanOrEqualTo(backoff.longestNanos(retry % 5));
            }
        }
    }
}
