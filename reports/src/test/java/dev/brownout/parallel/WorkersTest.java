package dev.brownout.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void resultsArriveInTheOrderOfTheTasks() {
        CountDownLatch second = new CountDownLatch(1);
        List<Integer> results = new ArrayList<>();
        Workers.<Integer, RuntimeException>each(
                2,
                50,
                number -> {
                    if (number == 0) {
                        await(second);
                    } else {
                        second.countDown();
                    }
                    return number * number;
                },
                results::add);
        assertThat(results)
                .isEqualTo(IntStream.range(0, 50).map(i -> i * i).boxed().toList());
    }

    @Test
    void firstFailureByTaskNumberIsThrown() {
        List<Integer> results = new ArrayList<>();
        assertThatThrownBy(() -> Workers.<Integer, IOException>each(
                        3,
                        10,
                        number -> {
                            if (number >= 4) {
                                throw new IOException("piece " + number);
                            }
                            return number;
                        },
                        results::add))
                .isInstanceOf(IOException.class)
                .hasMessage("piece 4");
        assertThat(results).containsExactly(0, 1, 2, 3);
    }

    @Test
    void zeroTasksCompleteImmediately() {
        Workers.<Integer, RuntimeException>each(
                4,
                0,
                number -> {
                    throw new IllegalStateException("no piece was asked for");
                },
                result -> {
                    throw new IllegalStateException("there is no result");
                });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
