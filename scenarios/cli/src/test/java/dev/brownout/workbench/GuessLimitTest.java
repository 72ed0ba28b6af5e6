package dev.brownout.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GuessLimitTest {
    private static final InetAddress CLASSROOM = address(1);
    private static final InetAddress OTHER = address(2);

    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 1);
    private final GuessLimit limit = new GuessLimit(time::get);

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void thirtyStudentsOfOneAddressGuessTenTimesAMinute() {
        for (int i = 0; i < 30 * 10; i++) {
            assertThat(limit.secondsToWait(CLASSROOM)).isZero();
        }
        assertThat(limit.secondsToWait(CLASSROOM)).isEqualTo(60);
        assertThat(limit.secondsToWait(OTHER)).isZero();
    }

    @Test
    void nextMinuteAllowsGuessesAgain() {
        for (int i = 0; i < GuessLimit.MOST_GUESSES; i++) {
            limit.secondsToWait(CLASSROOM);
        }
        time.addAndGet(TimeUnit.MILLISECONDS.toNanos(20_500));
        assertThat(limit.secondsToWait(CLASSROOM)).isEqualTo(40);
        time.addAndGet(TimeUnit.MILLISECONDS.toNanos(39_500) - 1);
        assertThat(limit.secondsToWait(CLASSROOM)).isEqualTo(1);
        time.incrementAndGet();
        assertThat(limit.secondsToWait(CLASSROOM)).isZero();
    }
}
