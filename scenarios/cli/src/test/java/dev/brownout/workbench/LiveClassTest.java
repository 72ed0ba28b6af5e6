package dev.brownout.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveClassTest {
    private final LiveClass guesses = new LiveClass();

    @Test
    void lastGuessOfAStudentCounts() {
        assertThat(guesses.guess("retries", "load", "s1", 20)).isEmpty();
        assertThat(guesses.guess("retries", "load", "s1", 30.5)).isEmpty();
        assertThat(guesses.guess("retries", "load", "s2", 40)).isEmpty();
        assertThat(guesses.guess("retries", "p99", "s3", 0.1)).isEmpty();
        assertThat(guesses.guess("caches", "load", "s4", 1)).isEmpty();
        assertThat(guesses.guesses("retries"))
                .isEqualTo("{\"joined\":3,\"guesses\":[{\"prediction\":\"load\",\"values\":[30.5,40]},"
                        + "{\"prediction\":\"p99\",\"values\":[0.1]}]}");
        assertThat(guesses.guesses("none")).isEqualTo("{\"joined\":0,\"guesses\":[]}");
    }

    @Test
    void clearedPredictionHasNoGuesses() {
        guesses.guess("retries", "load", "s1", 20);
        guesses.guess("retries", "load", "s2", 30);
        guesses.guess("retries", "p99", "s2", 0.1);
        guesses.clear("retries", "load");
        guesses.clear("retries", "none");
        guesses.clear("none", "load");
        assertThat(guesses.guesses("retries"))
                .isEqualTo("{\"joined\":1,\"guesses\":[{\"prediction\":\"p99\",\"values\":[0.1]}]}");
        guesses.clear("retries", "p99");
        assertThat(guesses.guesses("retries")).isEqualTo("{\"joined\":0,\"guesses\":[]}");
    }

    @Test
    void clearedGuessesLeaveTheirPlace() {
        for (int i = 0; i < 1_000; i++) {
            guesses.guess("a", "b", "s" + i, i);
        }
        guesses.clear("a", "b");
        assertThat(guesses.guess("a", "b", "one more", 1)).isEmpty();
    }

    @Test
    void guessesAreLimited() {
        assertThat(guesses.guess("a", "b", "c", Double.NaN)).hasValue("a guess is a number");
        assertThat(guesses.guess("a".repeat(201), "b", "c", 1)).isPresent();
        assertThat(guesses.guess("a", " ", "c", 1)).isPresent();
        for (int i = 0; i < 1_000; i++) {
            assertThat(guesses.guess("a", "b", "s" + i, i)).isEmpty();
        }
        assertThat(guesses.guess("a", "b", "one more", 1)).isPresent();
        for (int i = 1; i < 100; i++) {
            assertThat(guesses.guess("a", "b" + i, "s1", i)).isEmpty();
        }
        assertThat(guesses.guess("a", "one more", "s1", 1)).isPresent();
        for (int i = 1; i < 200; i++) {
            assertThat(guesses.guess("a" + i, "b", "s1", i)).isEmpty();
        }
        assertThat(guesses.guess("one more", "b", "s1", 1)).isPresent();
        assertThat(guesses.guess("a", "b", "s1", 2)).isEmpty();
    }
}
