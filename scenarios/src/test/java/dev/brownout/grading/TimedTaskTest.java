package dev.brownout.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Computations with a limit on time. */
class TimedTaskTest {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    @Test
    void resultAndFailureArePassedOn() {
        assertThat(TimedTask.runWithin(MINUTE, () -> 7)).contains(7);
        assertThatThrownBy(() -> TimedTask.runWithin(MINUTE, () -> {
                    throw new IllegalArgumentException("impossible");
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("impossible");
        assertThatThrownBy(() -> TimedTask.runWithin(MINUTE, () -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
    }

    /** The computation checks no budget, as while a run is built. */
    @Test
    @Timeout(30)
    void computationBeyondTheLimitIsNotAwaited() {
        CountDownLatch never = new CountDownLatch(1);
        try {
            assertThat(TimedTask.runWithin(1, () -> waited(never))).isEmpty();
        } finally {
            never.countDown();
        }
    }

    private static boolean waited(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
