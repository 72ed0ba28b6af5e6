package dev.brownout.importing.fitting;

import java.util.Arrays;

/**
 * Histogram of response times. The width of a bucket is at most 1/64 of its values, so a percentile is off by less than
 * 1 %. Times below 128 µs are exact.
 */
public final class TookHistogram {
    private static final int EXACT = 128;
    private static final int EXACT_BITS = 7;
    private static final int SUB_BITS = 6;

    private int[] counts = new int[0];
    private int from;
    private long size;
    private double sum;

    /** Adds a time in microseconds. */
    public void add(long micros) {
        count(bucket(micros), 1);
        size++;
        sum += micros;
    }

    /** Adds all counts of another histogram. */
    public void add(TookHistogram other) {
        for (int i = 0; i < other.counts.length; i++) {
            if (other.counts[i] > 0) {
                count(other.from + i, other.counts[i]);
            }
        }
        size += other.size;
        sum += other.sum;
    }

    private void count(int bucket, int count) {
        if (counts.length == 0) {
            counts = new int[1];
            from = bucket;
        } else if (bucket < from) {
            int[] wider = new int[counts.length + from - bucket];
            System.arraycopy(counts, 0, wider, from - bucket, counts.length);
            counts = wider;
            from = bucket;
        } else if (bucket >= from + counts.length) {
            counts = Arrays.copyOf(counts, bucket - from + 1);
        }
        counts[bucket - from] += count;
    }

    private static int bucket(long micros) {
        if (micros < EXACT) {
            return (int) Math.max(0, micros);
        }
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros);
        int sub = (int) (micros >> exponent - SUB_BITS) & (1 << SUB_BITS) - 1;
        return EXACT + (exponent - EXACT_BITS << SUB_BITS) + sub;
    }

    /** Returns the middle of a bucket, in microseconds. */
    private static double middle(int bucket) {
        if (bucket < EXACT) {
            return bucket;
        }
        int exponent = (bucket - EXACT >> SUB_BITS) + EXACT_BITS;
        double width = Math.scalb(1.0, exponent - SUB_BITS);
        return Math.scalb(1.0, exponent) + ((bucket - EXACT & (1 << SUB_BITS) - 1) + 0.5) * width;
    }

    /** Returns the number of times. */
    public long size() {
        return size;
    }

    /** Returns the exact mean in microseconds, or NaN for an empty histogram. */
    public double mean() {
        return sum / size;
    }

    /** Returns the percentile for a share from 0 to 1, in microseconds, or NaN for an empty histogram. */
    public double percentile(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * size));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return middle(from + i);
            }
        }
        return Double.NaN;
    }

    /**
     * Returns the times in ascending order, in microseconds. If there are more than {@code most}, the result is a
     * systematic sample: every n-th of them. Each time is rounded to a multiple of the resolution.
     *
     * @param most maximum number of times to return
     * @param resolution resolution of the log, in microseconds
     */
    public double[] values(int most, double resolution) {
        int wanted = (int) Math.min(most, size);
        double[] values = new double[wanted];
        int bucket = -1;
        long seen = 0;
        for (int i = 0; i < wanted; i++) {
            long rank = wanted == size ? i : (long) ((i + 0.5) * size / wanted);
            while (seen <= rank) {
                seen += counts[++bucket];
            }
            values[i] = Math.rint(middle(from + bucket) / resolution) * resolution;
        }
        return values;
    }
}
