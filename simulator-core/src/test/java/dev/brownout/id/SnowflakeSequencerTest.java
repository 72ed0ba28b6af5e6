package dev.brownout.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnowflakeSequencerTest {
    private static final IdBitLayout FOUR_A_MILLISECOND = new IdBitLayout(10, 2);

    /** Returns the identifiers that a worker issues while its clock shows the given milliseconds in turn. */
    private static List<String> given(ClockRegressionPolicy guard, long... clock) {
        SnowflakeSequencer worker = new SnowflakeSequencer(FOUR_A_MILLISECOND, guard);
        List<String> given = new ArrayList<>();
        for (long shown : clock) {
            long millisecond = worker.give(shown);
            given.add(millisecond == SnowflakeSequencer.REFUSED ? "refused" : millisecond + "." + worker.sequence());
        }
        return given;
    }

    @Test
    void sequenceStartsAtZeroInEachMillisecond() {
        assertThat(given(ClockRegressionPolicy.REFUSE, 5, 5, 6, 8, 8))
                .containsExactly("5.0", "5.1", "6.0", "8.0", "8.1");
    }

    @Test
    void sequenceOverflowUsesTheNextMillisecond() {
        assertThat(given(ClockRegressionPolicy.REFUSE, 5, 5, 5, 5, 5, 5, 6, 6, 6, 7))
                .containsExactly("5.0", "5.1", "5.2", "5.3", "6.0", "6.1", "6.2", "6.3", "7.0", "7.1");
    }

    @Test
    void withoutAPolicyClockRegressionRepeatsIdentifiers() {
        assertThat(given(ClockRegressionPolicy.NONE, 5, 6, 6, 5, 5, 6))
                .containsExactly("5.0", "6.0", "6.1", "5.0", "5.1", "6.0");
    }

    @Test
    void refusePolicyRejectsUntilTheClockHasCaughtUp() {
        assertThat(given(ClockRegressionPolicy.REFUSE, 6, 4, 5, 6, 7))
                .containsExactly("6.0", "refused", "refused", "6.1", "7.0");
    }

    @Test
    void waitPolicyStaysInTheMillisecondReached() {
        assertThat(given(ClockRegressionPolicy.WAIT, 6, 3, 4, 4, 4, 5, 7))
                .containsExactly("6.0", "6.1", "6.2", "6.3", "7.0", "7.1", "7.2");
    }

    @Test
    void forgetAllowsAnEarlierMillisecond() {
        SnowflakeSequencer worker = new SnowflakeSequencer(FOUR_A_MILLISECOND, ClockRegressionPolicy.REFUSE);
        worker.give(6);
        worker.forget();
        assertThat(worker.give(4)).isEqualTo(4);
    }

    @Test
    void bitLayoutDefinesItsCapacity() {
        assertThat(IdBitLayout.SNOWFLAKE.id(3, 5, 7)).isEqualTo(3L << 22 | 5 << 12 | 7);
        assertThat(IdBitLayout.SNOWFLAKE.perMillisecond()).isEqualTo(4096);
        assertThatThrownBy(() -> new IdBitLayout(40, 23)).hasMessageContaining("for the time");
    }

    @Test
    void sequenceIsTakenOnceWithinTheClockErrorWindow() {
        TakenSequences taken = new TakenSequences(3);
        assertThat(taken.take(10, 0)).isTrue();
        assertThat(taken.take(10, 1)).isTrue();
        assertThat(taken.take(12, 0)).isTrue();
        assertThat(taken.take(10, 1)).isFalse();
        assertThat(taken.take(10, 2)).isTrue();
        assertThat(taken.take(11, 0)).isTrue();
        assertThat(taken.take(14, 0)).isTrue();
        assertThat(taken.take(12, 0)).isFalse();
        assertThat(taken.take(9, 0)).as("older than the maximum clock error").isTrue();
        assertThat(taken.take(100, 0)).isTrue();
        assertThat(taken.take(100, 0)).isFalse();
    }
}
