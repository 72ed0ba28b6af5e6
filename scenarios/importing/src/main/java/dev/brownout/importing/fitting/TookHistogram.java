package dev.brownout.importing.fitting;

import java.util.Arrays;

/**
 * How long requests took, counted in buckets that are at most a sixty-fourth wider than they are long: a percentile is
 * off by less than one in a hundred. Times below 128 µs are counted as they are.
 */
public final class TookHistogram {
    private static final int EXACT = 128;
    private static final int EXACT_BITS = 7;
    private static final int SUB_BITS = 6;

    private int[] counts = new int[0];
    private int from;
    private long size;
    private double sum;

    /** Counts a time in microseconds. */
    public void add(long micros) {
        count(bucket(micros), 1);
        size++;
        sum += micros;
    }

    /** Counts what another one has counted. */
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

    /** The middle of a bucket, in microseconds. */
    private static double middle(int bucket) {
        if (bucket < EXACT) {
            return bucket;
        }
        int exponent = (bucket - EXACT >> SUB_BITS) + EXACT_BITS;
        double width = Math.scalb(1.0, exponent - SUB_BITS);
        return Math.scalb(1.0, exponent) + ((bucket - EXACT & (1 << SUB_BITS) - 1) + 0.5) * width;
    }

    /** How many were counted. */
    public long size() {
        return size;
    }

    /** Their mean in microseconds, exact; NaN of none. */
    public double mean() {
        return sum / size;
    }

    /** The time in microseconds that a share of them does not exceed; NaN of none. */
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
     * As many of them as there are, or every so-manieth in their order where there are more than asked for, in
     * microseconds, each a whole number of what the log tells times in.
     *
     * @param most how many at most
     * @param resolution that of the log, in microseconds
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
