package dev.brownout.result;

import java.util.Arrays;

/**
 * Response times of a class of requests, as bucket counts per interval. Buckets are the same in every result, so that
 * counts can be added over intervals, classes and runs. Bucket 0 is all below 8,192 ns. Beyond that each power of two
 * is divided into four buckets of equal width, the first of which begins at 8,192 ns. A bucket is no wider than a
 * quarter of its lower bound. Below 32,768 ns the resolution is 8,192 ns.
 *
 * @param steps for each interval of the {@link Series} the number of its lowest bucket and the counts from there on,
 *     good and late responses together; empty for an interval without responses
 */
public record LatencyCounts(int[][] steps) {
    /** Binary logarithm of the lower bound of the second bucket. */
    private static final int UNIT_BITS = 13;

    private static final int QUARTER_BITS = 2;
    private static final int QUARTERS = 1 << QUARTER_BITS;

    /** Returns the bucket number of a time of at least 0 ns. */
    public static int bucket(long nanos) {
        if (nanos < 1L << UNIT_BITS) {
            return 0;
        }
        int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        int quarter = (int) (nanos >>> octave - QUARTER_BITS) & QUARTERS - 1;
        return (octave - UNIT_BITS << QUARTER_BITS) + quarter + 1;
    }

    /** Returns the shortest time of a bucket, in nanoseconds. The end of a bucket is the start of the next one. */
    public static long minimum(int bucket) {
        if (bucket == 0) {
            return 0;
        }
        int octave = (bucket - 1 >> QUARTER_BITS) + UNIT_BITS;
        return (long) (QUARTERS + (bucket - 1 & QUARTERS - 1)) << octave - QUARTER_BITS;
    }

    /** Returns the number of responses of an interval in a bucket. */
    public int count(int step, int bucket) {
        int[] counts = steps[step];
        int index = counts.length == 0 ? 0 : bucket - counts[0] + 1;
        return index >= 1 && index < counts.length ? counts[index] : 0;
    }

    /**
     * Returns the number of responses in each bucket over a range of intervals, from bucket 0 to the last non-empty
     * one.
     */
    public long[] sum(int fromStep, int toStep) {
        long[] sums = new long[0];
        for (int step = Math.max(0, fromStep); step < Math.min(toStep, steps.length); step++) {
            int[] counts = steps[step];
            if (counts.length > 0) {
                sums = Arrays.copyOf(sums, Math.max(sums.length, counts[0] + counts.length - 1));
                for (int i = 1; i < counts.length; i++) {
                    sums[counts[0] + i - 1] += counts[i];
                }
            }
        }
        return sums;
    }
}
