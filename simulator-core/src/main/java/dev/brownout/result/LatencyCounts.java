package dev.brownout.result;

import java.util.Arrays;

/**
 * How long the answered requests of a class took, step by step: how many of each step fall into each bucket. Buckets
 * are the same in every result, so that they can be added up over steps, classes and runs: bucket 0 is all below 8,192
 * ns; beyond that each power of two is cut into four buckets of equal width, the first of which begins at 8,192 ns. A
 * bucket is no wider than a quarter of where it begins; below 32,768 ns times are told apart to 8,192 ns.
 *
 * @param steps for each step of the {@link Series} the number of its lowest bucket and the counts from there on, good
 *     and late answers together; nothing for a step without an answer
 */
public record LatencyCounts(int[][] steps) {
    /** The power of two at which the second bucket begins. */
    private static final int UNIT_BITS = 13;

    private static final int QUARTER_BITS = 2;
    private static final int QUARTERS = 1 << QUARTER_BITS;

    /** The number of the bucket of a time, which is at least 0 ns. */
    public static int bucket(long nanos) {
        if (nanos < 1L << UNIT_BITS) {
            return 0;
        }
        int octave = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        int quarter = (int) (nanos >>> octave - QUARTER_BITS) & QUARTERS - 1;
        return (octave - UNIT_BITS << QUARTER_BITS) + quarter + 1;
    }

    /** The shortest time of a bucket, in nanoseconds; that of the next one is the end of this one. */
    public static long least(int bucket) {
        if (bucket == 0) {
            return 0;
        }
        int octave = (bucket - 1 >> QUARTER_BITS) + UNIT_BITS;
        return (long) (QUARTERS + (bucket - 1 & QUARTERS - 1)) << octave - QUARTER_BITS;
    }

    /** How many answers of a step fall into a bucket. */
    public int count(int step, int bucket) {
        int[] counts = steps[step];
        int at = counts.length == 0 ? 0 : bucket - counts[0] + 1;
        return at >= 1 && at < counts.length ? counts[at] : 0;
    }

    /** How many answers some steps have in each bucket, from bucket 0 to the last that has any. */
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
