package dev.brownout.importing.calibrate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Calls that were answered, in the order in which they arrived.
 *
 * @param arrivedNanos when each arrived, ascending
 * @param tookNanos how long its answer took
 * @param types the number of what it asked for, from 0
 */
public record CallSample(long[] arrivedNanos, long[] tookNanos, int[] types) {
    /** Throws unless there are as many arrivals as times and types, in order, and no time is negative. */
    public CallSample {
        if (arrivedNanos.length != tookNanos.length
                || arrivedNanos.length != types.length
                || arrivedNanos.length == 0) {
            throw new IllegalArgumentException("there is at least one call, and each has a time and a type");
        }
        for (int i = 0; i < arrivedNanos.length; i++) {
            if (tookNanos[i] < 0 || i > 0 && arrivedNanos[i] < arrivedNanos[i - 1]) {
                throw new IllegalArgumentException("calls are in order, and no time is negative");
            }
        }
    }

    /** Calls in any order; those that arrive at once are taken in the order of their ends. */
    public static CallSample of(long[] arrivedNanos, long[] tookNanos, int[] types) {
        int[] order = IntStream.range(0, arrivedNanos.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(i -> arrivedNanos[i])
                        .thenComparingLong(i -> arrivedNanos[i] + tookNanos[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new CallSample(
                Arrays.stream(order).mapToLong(i -> arrivedNanos[i]).toArray(),
                Arrays.stream(order).mapToLong(i -> tookNanos[i]).toArray(),
                Arrays.stream(order).map(i -> types[i]).toArray());
    }

    /** How many. */
    public int size() {
        return arrivedNanos.length;
    }

    /** When those of a type arrived, in nanoseconds since the first call of all. */
    long[] arrivalsOf(int type) {
        return IntStream.range(0, size())
                .filter(i -> types[i] == type)
                .mapToLong(i -> arrivedNanos[i] - arrivedNanos[0])
                .toArray();
    }

    /** How long those of a type took. */
    long[] timesOf(int type) {
        return IntStream.range(0, size())
                .filter(i -> types[i] == type)
                .mapToLong(i -> tookNanos[i])
                .toArray();
    }

    /** The shortest time. */
    long least() {
        return Arrays.stream(tookNanos).min().orElseThrow();
    }

    /** The longest time. */
    long most() {
        return Arrays.stream(tookNanos).max().orElseThrow();
    }
}
