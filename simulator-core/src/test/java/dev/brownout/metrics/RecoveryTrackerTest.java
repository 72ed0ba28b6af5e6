package dev.brownout.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.service.Outcome;
import java.util.List;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

/** Recovery time after a fault at 60 s of 300 s, for requests that fail at given times. */
class RecoveryTrackerTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long END = 300 * SECOND;

    /** Returns the recovery time in seconds, for a request every 10 ms that takes 1 ms. */
    private static double rto(LongPredicate failsAt, Long... otherFaults) {
        return rto(10, failsAt, otherFaults);
    }

    private static double rto(long everyMillis, LongPredicate failsAt, Long... otherFaults) {
        RecoveryTracker log = new RecoveryTracker(60 * SECOND, List.of(otherFaults));
        RecoveryTracker.ClassWatch watch = log.new ClassWatch();
        for (long at = 0; at < END; at += everyMillis * 1_000_000) {
            watch.began(at);
            Outcome outcome = failsAt.test(at / 1_000_000) ? Outcome.FAILED : Outcome.OK;
            watch.ended(0, at, outcome, false, 1_000_000);
        }
        watch.settle(END, SECOND);
        return log.recoveryNanos(END) / SECOND;
    }

    private static boolean within(long millis, double from, double to) {
        return millis >= 1000 * from && millis < 1000 * to;
    }

    @Test
    void recoveryTimeIsZeroWithoutFailures() {
        assertThat(rto(at -> false)).isZero();
    }

    @Test
    void secondWaveOfFailuresBelongsToTheSameOutage() {
        assertThat(rto(at -> within(at, 60, 65) || within(at, 85, 90))).isBetween(29.89, 30.0);
    }

    @Test
    void aLullWithinAnOutageIsNoRecovery() {
        assertThat(rto(at -> within(at, 60, 200) && !within(at, 100, 115))).isBetween(139.89, 140.0);
    }

    @Test
    void failuresInTheLastSecondPreventRecovery() {
        assertThat(rto(at -> within(at, 60, 65) || within(at, 299, 300))).isNaN();
    }

    @Test
    void rareFailuresAreNoRelapse() {
        assertThat(rto(at -> within(at, 60, 65) || at % 2000 == 990)).isBetween(4.0, 5.0);
        assertThat(rto(100, at -> within(at, 60, 65) || at % 20_000 == 0)).isBetween(4.0, 5.0);
    }

    @Test
    void partialFailureIsAnOutage() {
        assertThat(rto(at -> within(at, 60, 120) && at % 50 == 0)).isBetween(59.0, 60.0);
    }

    @Test
    void newFailuresAfterTheNextFaultAreNotCounted() {
        assertThat(rto(at -> within(at, 60, 65) || within(at, 120, 125), 120 * SECOND))
                .isBetween(4.89, 5.0);
        assertThat(rto(at -> within(at, 60, 65) || within(at, 110, 125), 120 * SECOND))
                .isBetween(64.89, 65.0);
    }

    @Test
    void unfinishedRequestsAreNotSuccesses() {
        RecoveryTracker log = new RecoveryTracker(60 * SECOND, List.of());
        RecoveryTracker.ClassWatch watch = log.new ClassWatch();
        for (long at = 0; at < END; at += 10_000_000) {
            watch.began(at);
            if (at % 40_000_000 != 0 || at < 60 * SECOND || at > 100 * SECOND) {
                watch.ended(0, at, Outcome.OK, false, 1_000_000);
            }
        }
        watch.settle(END, SECOND);
        assertThat(log.recoveryNanos(END) / SECOND).isBetween(39.0, 40.1);
    }

    /** The request of a client fails at 70 s. The client sends another one at 120 s. */
    @Test
    void returningClientIsUnservedUntilItSucceeds() {
        RecoveryTracker log = new RecoveryTracker(60 * SECOND, List.of());
        RecoveryTracker.ClassWatch watch = log.new ClassWatch();
        watch.began(70 * SECOND);
        watch.ended(0, 70 * SECOND, Outcome.TIMED_OUT, false, SECOND);
        watch.began(120 * SECOND);
        watch.ended(0, 120 * SECOND, Outcome.OK, false, SECOND);
        watch.servedAgain(70 * SECOND, 121 * SECOND);
        watch.settle(END, SECOND);
        assertThat(log.recoveryNanos(END) / SECOND).isBetween(60.9, 61.1);
    }
}
