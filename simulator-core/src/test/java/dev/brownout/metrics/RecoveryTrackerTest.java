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
        for (long instant = 0; instant < END; instant += everyMillis * 1_000_000) {
            watch.onStart(instant);
            Outcome outcome = failsAt.test(instant / 1_000_000) ? Outcome.FAILED : Outcome.OK;
            watch.onEnd(0, instant, outcome, false, 1_000_000);
        }
        watch.onRunEnd(END, SECOND);
        return log.recoveryNanos(END) / SECOND;
    }

    private static boolean runWithin(long millis, double from, double to) {
        return millis >= 1000 * from && millis < 1000 * to;
    }

    @Test
    void recoveryTimeIsZeroWithoutFailures() {
        assertThat(rto(instant -> false)).isZero();
    }

    @Test
    void secondWaveOfFailuresBelongsToTheSameOutage() {
        assertThat(rto(instant -> runWithin(instant, 60, 65) || runWithin(instant, 85, 90)))
                .isBetween(29.89, 30.0);
    }

    @Test
    void aLullWithinAnOutageIsNoRecovery() {
        assertThat(rto(instant -> runWithin(instant, 60, 200) && !runWithin(instant, 100, 115)))
                .isBetween(139.89, 140.0);
    }

    @Test
    void failuresInTheLastSecondPreventRecovery() {
        assertThat(rto(instant -> runWithin(instant, 60, 65) || runWithin(instant, 299, 300)))
                .isNaN();
    }

    @Test
    void rareFailuresAreNoRelapse() {
        assertThat(rto(instant -> runWithin(instant, 60, 65) || instant % 2000 == 990))
                .isBetween(4.0, 5.0);
        assertThat(rto(100, instant -> runWithin(instant, 60, 65) || instant % 20_000 == 0))
                .isBetween(4.0, 5.0);
    }

    @Test
    void partialFailureIsAnOutage() {
        assertThat(rto(instant -> runWithin(instant, 60, 120) && instant % 50 == 0))
                .isBetween(59.0, 60.0);
    }

    @Test
    void newFailuresAfterTheNextFaultAreNotCounted() {
        assertThat(rto(instant -> runWithin(instant, 60, 65) || runWithin(instant, 120, 125), 120 * SECOND))
                .isBetween(4.89, 5.0);
        assertThat(rto(instant -> runWithin(instant, 60, 65) || runWithin(instant, 110, 125), 120 * SECOND))
                .isBetween(64.89, 65.0);
    }

    @Test
    void unfinishedRequestsAreNotSuccesses() {
        RecoveryTracker log = new RecoveryTracker(60 * SECOND, List.of());
        RecoveryTracker.ClassWatch watch = log.new ClassWatch();
        for (long instant = 0; instant < END; instant += 10_000_000) {
            watch.onStart(instant);
            if (instant % 40_000_000 != 0 || instant < 60 * SECOND || instant > 100 * SECOND) {
                watch.onEnd(0, instant, Outcome.OK, false, 1_000_000);
            }
        }
        watch.onRunEnd(END, SECOND);
        assertThat(log.recoveryNanos(END) / SECOND).isBetween(39.0, 40.1);
    }

    /** The request of a client fails at 70 s. The client sends another one at 120 s. */
    @Test
    void returningClientIsUnservedUntilItSucceeds() {
        RecoveryTracker log = new RecoveryTracker(60 * SECOND, List.of());
        RecoveryTracker.ClassWatch watch = log.new ClassWatch();
        watch.onStart(70 * SECOND);
        watch.onEnd(0, 70 * SECOND, Outcome.TIMED_OUT, false, SECOND);
        watch.onStart(120 * SECOND);
        watch.onEnd(0, 120 * SECOND, Outcome.OK, false, SECOND);
        watch.recordRecovery(70 * SECOND, 121 * SECOND);
        watch.onRunEnd(END, SECOND);
        assertThat(log.recoveryNanos(END) / SECOND).isBetween(60.9, 61.1);
    }
}
