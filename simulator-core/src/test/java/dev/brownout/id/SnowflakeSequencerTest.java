package dev.brownout.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnowflakeSequencerTest {
    private static final IdBitLayout FOUR_A_MILLISECOND = new IdBitLayout(10, 2);

    /** What a worker gives when its clock shows these milliseconds one after the other. */
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
    void itCountsFromZeroInEachMillisecond() {
        assertThat(given(ClockRegressionPolicy.REFUSE, 5, 5, 6, 8, 8))
                .containsExactly("5.0", "5.1", "6.0", "8.0", "8.1");
    }

    @Test
    void whatIsTooMuchForOneMillisecondGoesIntoTheNext() {
        assertThat(given(ClockRegressionPolicy.REFUSE, 5, 5, 5, 5, 5, 5, 6, 6, 6, 7))
                .containsExactly("5.0", "5.1", "5.2", "5.3", "6.0", "6.1", "6.2", "6.3", "7.0", "7.1");
    }

    @Test
    void withoutAGuardTimeThatComesTwiceGivesNumbersTwice() {
        assertThat(given(ClockRegressionPolicy.NONE, 5, 6, 6, 5, 5, 6))
                .containsExactly("5.0", "6.0", "6.1", "5.0", "5.1", "6.0");
    }

    @Test
    void itRefusesUntilTheClockHasCaughtUp() {
        assertThat(given(ClockRegressionPolicy.REFUSE, 6, 4, 5, 6, 7))
                .containsExactly("6.0", "refused", "refused", "6.1", "7.0");
    }

    @Test
    void itWaitsInTheMillisecondThatItHadReached() {
        assertThat(given(ClockRegressionPolicy.WAIT, 6, 3, 4, 4, 4, 5, 7))
                .containsExactly("6.0", "6.1", "6.2", "6.3", "7.0", "7.1", "7.2");
    }

    @Test
    void itsMemoryEndsWithItsProcess() {
        SnowflakeSequencer worker = new SnowflakeSequencer(FOUR_A_MILLISECOND, ClockRegressionPolicy.REFUSE);
        worker.give(6);
        worker.forget();
        assertThat(worker.give(4)).isEqualTo(4);
    }

    @Test
    void aLayoutSaysHowMuchItHolds() {
        assertThat(IdBitLayout.SNOWFLAKE.id(3, 5, 7)).isEqualTo(3L << 22 | 5 << 12 | 7);
        assertThat(IdBitLayout.SNOWFLAKE.perMillisecond()).isEqualTo(4096);
        assertThatThrownBy(() -> new IdBitLayout(40, 23)).hasMessageContaining("for the time");
    }

    @Test
    void aSequenceIsTakenOnceForAsLongAsItCanComeAgain() {
        TakenSequences taken = new TakenSequences(3);
        assertThat(taken.take(10, 0)).isTrue();
        assertThat(taken.take(10, 1)).isTrue();
        assertThat(taken.take(12, 0)).isTrue();
        assertThat(taken.take(10, 1)).isFalse();
        assertThat(taken.take(10, 2)).isTrue();
        assertThat(taken.take(11, 0)).isTrue();
        assertThat(taken.take(14, 0)).isTrue();
        assertThat(taken.take(12, 0)).isFalse();
        assertThat(taken.take(9, 0)).as("older than any clock can be wrong").isTrue();
        assertThat(taken.take(100, 0)).isTrue();
        assertThat(taken.take(100, 0)).isFalse();
    }
}
