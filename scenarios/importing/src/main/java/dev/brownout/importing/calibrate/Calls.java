package dev.brownout.importing.calibrate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Calls that were answered, in the order in which they arrived.
 *
 * @param arrivedNanos when each arrived, ascending
 * @param tookNanos how long its answer took
 */
public record Calls(long[] arrivedNanos, long[] tookNanos) {
    /** Throws unless there are as many arrivals as times, in order, and no time is negative. */
    public Calls {
        if (arrivedNanos.length != tookNanos.length || arrivedNanos.length == 0) {
            throw new IllegalArgumentException("there is at least one call, and each has a time");
        }
        for (int i = 0; i < arrivedNanos.length; i++) {
            if (tookNanos[i] < 0 || i > 0 && arrivedNanos[i] < arrivedNanos[i - 1]) {
                throw new IllegalArgumentException("calls are in order, and no time is negative");
            }
        }
    }

    /** Calls in any order; those that arrive at once are taken in the order of their ends. */
    public static Calls of(long[] arrivedNanos, long[] tookNanos) {
        int[] order = IntStream.range(0, arrivedNanos.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(i -> arrivedNanos[i])
                        .thenComparingLong(i -> arrivedNanos[i] + tookNanos[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new Calls(
                Arrays.stream(order).mapToLong(i -> arrivedNanos[i]).toArray(),
                Arrays.stream(order).mapToLong(i -> tookNanos[i]).toArray());
    }

    /** How many. */
    public int size() {
        return arrivedNanos.length;
    }

    /** The shortest time. */
    long least() {
        return Arrays.stream(tookNanos).min().orElseThrow();
    }
}
