package dev.brownout.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads of calls with a time limit. */
class CallPoolTest {
    private static void awaitWithoutInterrupt(CountDownLatch end) {
        boolean isEnded = false;
        while (!isEnded) {
            try {
                end.await();
                isEnded = true;
            } catch (InterruptedException ignored) {
                // As a task that reacts to no interrupt.
            }
        }
    }

    /** More tasks than threads that go on after their time limit leave a thread for the next call, and so again. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void callsOverTheirTimeGiveTheirThreadsBack(int threads) throws Exception {
        try (CallPool pool = new CallPool("test", threads)) {
            for (int round = 0; round < 2; round++) {
                CountDownLatch end = new CountDownLatch(1);
                AtomicInteger started = new AtomicInteger();
                while (started.get() < threads + 2) {
                    assertThatThrownBy(() -> pool.call("slow", 0, () -> {
                                started.incrementAndGet();
                                awaitWithoutInterrupt(end);
                                return 1;
                            }))
                            .isInstanceOf(CallFailedException.class)
                            .hasMessage("Stopped after 0 s.");
                }
                assertThat(pool.<Integer>call("quick", () -> 2)).isEqualTo(2);
                end.countDown();
            }
        }
    }

    @Test
    void tasksWithinTheirTimeKeepTheNumberOfThreads() throws Exception {
        try (CallPool pool = new CallPool("test", 1)) {
            Thread first = pool.call("quick", Thread::currentThread);
            for (int i = 0; i < 3; i++) {
                assertThat(pool.<Thread>call("quick", Thread::currentThread)).isSameAs(first);
            }
        }
    }
}
