package dev.brownout.workbench;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Limit of the guesses of one client address in a minute. A class often shares one address behind its router: the limit
 * leaves each of thirty students ten guesses per minute. Thread-safe.
 */
final class GuessLimit {
    /** Maximum number of guesses of one address in a minute. */
    static final int MOST_GUESSES = 300;

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final LongSupplier nanoTime;
    /** Guesses of the current minute by address. */
    private final Map<InetAddress, Integer> counts = new HashMap<>();

    private long minuteAt;

    /**
     * Creates a limit. The first minute starts now.
     *
     * @param nanoTime monotonic time, in ns
     */
    GuessLimit(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.minuteAt = nanoTime.getAsLong();
    }

    /** Counts a guess. Returns 0 if the limit allows it, else the time until the next minute, in seconds. */
    synchronized long secondsToWait(InetAddress client) {
        long elapsed = nanoTime.getAsLong() - minuteAt;
        if (elapsed >= MINUTE) {
            counts.clear();
            minuteAt += elapsed;
            elapsed = 0;
        }
        return counts.merge(client, 1, Integer::sum) <= MOST_GUESSES
                ? 0
                : TimeUnit.NANOSECONDS.toSeconds(MINUTE - elapsed - 1) + 1;
    }
}
