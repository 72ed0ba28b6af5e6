package dev.brownout.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnowflakeSequencerTest {
    private static final IdBitLayout FOUR_A_MILLISECOND = new IdBitLayout(10, 2);

    /** Returns the identifiers that a worker issues while its clock shows the given milliseconds in turn. */
    private static List<String> issuedIds(ClockRegressionPolicy guard, long... clock) {
        SnowflakeSequencer worker = new SnowflakeSequencer(FOUR_A_MILLISECOND, guard);
        List<String> issuedIds = new ArrayList<>();
        for (long shown : clock) {
            long millisecond = worker.generate(shown);
            issuedIds.add(
                    millisecond == SnowflakeSequencer.REFUSED ? "refused" : millisecond + "." + worker.sequence());
        }
        return issuedIds;
    }

    @Test
    void sequenceStartsAtZeroInEachMillisecond() {
        assertThat(issuedIds(ClockRegressionPolicy.REFUSE, 5, 5, 6, 8, 8))
                .containsExactly("5.0", "5.1", "6.0", "8.0", "8.1");
    }

    @Test
    void sequenceOverflowUsesTheNextMillisecond() {
        assertThat(issuedIds(ClockRegressionPolicy.REFUSE, 5, 5, 5, 5, 5, 5, 6, 6, 6, 7))
                .containsExactly("5.0", "5.1", "5.2", "5.3", "6.0", "6.1", "6.2", "6.3", "7.0", "7.1");
    }

    @Test
    void withoutAPolicyClockRegressionRepeatsIdentifiers() {
        assertThat(issuedIds(ClockRegressionPolicy.NONE, 5, 6, 6, 5, 5, 6))
                .containsExactly("5.0", "6.0", "6.1", "5.0", "5.1", "6.0");
    }

    @Test
    void refusePolicyRejectsUntilTheClockHasCaughtUp() {
        assertThat(issuedIds(ClockRegressionPolicy.REFUSE, 6, 4, 5, 6, 7))
                .containsExactly("6.0", "refused", "refused", "6.1", "7.0");
    }

    @Test
    void waitPolicyStaysInTheMillisecondReached() {
        assertThat(issuedIds(ClockRegressionPolicy.WAIT, 6, 3, 4, 4, 4, 5, 7))
                .containsExactly("6.0", "6.1", "6.2", "6.3", "7.0", "7.1", "7.2");
    }

    @Test
    void forgetAllowsAnEarlierMillisecond() {
        SnowflakeSequencer worker = new SnowflakeSequencer(FOUR_A_MILLISECOND, ClockRegressionPolicy.REFUSE);
        worker.generate(6);
        worker.discard();
        assertThat(worker.generate(4)).isEqualTo(4);
    }

    @Test
    void bitLayoutDefinesItsCapacity() {
        assertThat(IdBitLayout.SNOWFLAKE.id(3, 5, 7)).isEqualTo(3L << 22 | 5 << 12 | 7);
        assertThat(IdBitLayout.SNOWFLAKE.perMillisecond()).isEqualTo(4096);
        assertThatThrownBy(() -> new IdBitLayout(40, 23)).hasMessageContaining("for the time");
    }

    @Test
    void sequenceIsTakenOnceWithinTheClockErrorWindow() {
        TakenSequences takenSequences = new TakenSequences(3);
        assertThat(takenSequences.tryTake(10, 0)).isTrue();
        assertThat(takenSequences.tryTake(10, 1)).isTrue();
        assertThat(takenSequences.tryTake(12, 0)).isTrue();
        assertThat(takenSequences.tryTake(10, 1)).isFalse();
        assertThat(takenSequences.tryTake(10, 2)).isTrue();
        assertThat(takenSequences.tryTake(11, 0)).isTrue();
        assertThat(takenSequences.tryTake(14, 0)).isTrue();
        assertThat(takenSequences.tryTake(12, 0)).isFalse();
        assertThat(takenSequences.tryTake(9, 0))
                .as("older than the maximum clock error")
                .isTrue();
        assertThat(takenSequences.tryTake(100, 0)).isTrue();
        assertThat(takenSequences.tryTake(100, 0)).isFalse();
    }
}
