package dev.brownout.importing.calibrate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Sample of calls with successful responses, in the order of arrival.
 *
 * @param arrivedNanos arrival times in ns, ascending
 * @param responseNanos response times in ns
 * @param types number of the request type of each call, from 0
 */
public record CallSample(long[] arrivedNanos, long[] responseNanos, int[] types) {
    /**
     * Checks that there is at least one call, the arrays have the same length, the arrivals are in order, and no
     * response time is negative.
     */
    public CallSample {
        if (arrivedNanos.length != responseNanos.length
                || arrivedNanos.length != types.length
                || arrivedNanos.length == 0) {
            throw new IllegalArgumentException("at least one call is required, each with a time and a type");
        }
        for (int i = 0; i < arrivedNanos.length; i++) {
            if (responseNanos[i] < 0 || i > 0 && arrivedNanos[i] < arrivedNanos[i - 1]) {
                throw new IllegalArgumentException("calls must be in order, without negative times");
            }
        }
    }

    /** Creates a sample from calls in any order. Calls with the same arrival time are ordered by their end. */
    public static CallSample of(long[] arrivedNanos, long[] elapsedNanos, int[] types) {
        int[] order = IntStream.range(0, arrivedNanos.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(i -> arrivedNanos[i])
                        .thenComparingLong(i -> arrivedNanos[i] + elapsedNanos[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new CallSample(
                Arrays.stream(order).mapToLong(i -> arrivedNanos[i]).toArray(),
                Arrays.stream(order).mapToLong(i -> elapsedNanos[i]).toArray(),
                Arrays.stream(order).map(i -> types[i]).toArray());
    }

    /** Returns the calls with these indexes, the end excluded. */
    CallSample part(int from, int to) {
        return new CallSample(
                Arrays.copyOfRange(arrivedNanos, from, to),
                Arrays.copyOfRange(responseNanos, from, to),
                Arrays.copyOfRange(types, from, to));
    }

    /** Returns the first calls, at most this number. */
    CallSample first(int most) {
        return size() <= most ? this : part(0, most);
    }

    /** Returns the number of calls. */
    public int size() {
        return arrivedNanos.length;
    }

    /** Returns the arrival times of the calls of a type, in ns since the first call of any type. */
    long[] arrivalsOf(int type) {
        return IntStream.range(0, size())
                .filter(i -> types[i] == type)
                .mapToLong(i -> arrivedNanos[i] - arrivedNanos[0])
                .toArray();
    }

    /** Returns the response times of the calls of a type, in ns. */
    long[] timesOf(int type) {
        return IntStream.range(0, size())
                .filter(i -> types[i] == type)
                .mapToLong(i -> responseNanos[i])
                .toArray();
    }

    /** Returns the shortest response time, in ns. */
    long minResponseNanos() {
        return Arrays.stream(responseNanos).min().orElseThrow();
    }

    /** Returns the longest response time, in ns. */
    long maxResponseNanos() {
        return Arrays.stream(responseNanos).max().orElseThrow();
    }
}
