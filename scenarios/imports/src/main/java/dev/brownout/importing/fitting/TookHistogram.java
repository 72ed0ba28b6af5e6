package dev.brownout.importing.fitting;

import java.util.Arrays;

/**
 * Histogram of response times. The width of a bucket is at most 1/64 of its values, so a percentile is off by less than
 * 1 %. Times below 128 µs are exact.
 */
public final class TookHistogram {
    private static final int EXACT_LIMIT = 128;
    private static final int EXACT_BITS = 7;
    private static final int SUB_BITS = 6;
    private static final double NANOS_PER_MICRO = 1000;

    private int[] counts = new int[0];
    private int firstBucket;
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
                count(other.firstBucket + i, other.counts[i]);
            }
        }
        size += other.size;
        sum += other.sum;
    }

    private void count(int bucket, int count) {
        if (counts.length == 0) {
            counts = new int[1];
            firstBucket = bucket;
        } else if (bucket < firstBucket) {
            int[] extended = new int[counts.length + firstBucket - bucket];
            System.arraycopy(counts, 0, extended, firstBucket - bucket, counts.length);
            counts = extended;
            firstBucket = bucket;
        } else if (bucket >= firstBucket + counts.length) {
            counts = Arrays.copyOf(counts, bucket - firstBucket + 1);
        }
        counts[bucket - firstBucket] += count;
    }

    private static int bucket(long micros) {
        if (micros < EXACT_LIMIT) {
            return (int) Math.max(0, micros);
        }
        int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros);
        int sub = (int) (micros >> exponent - SUB_BITS) & (1 << SUB_BITS) - 1;
        return EXACT_LIMIT + (exponent - EXACT_BITS << SUB_BITS) + sub;
    }

    /** Returns the middle of a bucket, in microseconds. */
    private static double middle(int bucket) {
        if (bucket < EXACT_LIMIT) {
            return bucket;
        }
        int exponent = (bucket - EXACT_LIMIT >> SUB_BITS) + EXACT_BITS;
        double width = Math.scalb(1.0, exponent - SUB_BITS);
        return Math.scalb(1.0, exponent) + ((bucket - EXACT_LIMIT & (1 << SUB_BITS) - 1) + 0.5) * width;
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
        long cumulative = 0;
        for (int i = 0; i < counts.length; i++) {
            cumulative += counts[i];
            if (cumulative >= rank) {
                return middle(firstBucket + i);
            }
        }
        return Double.NaN;
    }

    /**
     * Returns all times as a sample in ns. A time is the middle of its bucket, rounded to a multiple of the resolution.
     * If all times are in one bucket, it is their mean.
     *
     * @param resolution resolution of the times, in microseconds
     * @param offset constant that is subtracted from each time, in microseconds; the result is at least one microsecond
     */
    public WeightedSample sample(double resolution, double offset) {
        double[] values = new double[counts.length];
        long[] frequencies = new long[counts.length];
        int length = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 0) {
                continue;
            }
            double time = counts[i] == size ? mean() : middle(firstBucket + i);
            double rounded = Math.rint((offset > 0 ? Math.max(1, time - offset) : time) / resolution) * resolution;
            double nanos = rounded * NANOS_PER_MICRO;
            if (length == 0 || values[length - 1] < nanos) {
                values[length++] = nanos;
            }
            frequencies[length - 1] += counts[i];
        }
        return WeightedSample.ofCounts(
                resolution * NANOS_PER_MICRO, Arrays.copyOf(values, length), Arrays.copyOf(frequencies, length));
    }

    /**
     * Returns the times in ascending order, in microseconds. If there are more than {@code maxValues}, the result is a
     * systematic sample: every n-th of them. Each time is rounded to a multiple of the resolution.
     *
     * @param maxValues maximum number of times to return
     * @param resolution resolution of the log, in microseconds
     */
    public double[] values(int maxValues, double resolution) {
        int length = (int) Math.min(maxValues, size);
        double[] values = new double[length];
        int bucket = -1;
        long cumulative = 0;
        for (int i = 0; i < length; i++) {
            long rank = length == size ? i : (long) ((i + 0.5) * size / length);
            while (cumulative <= rank) {
                cumulative += counts[++bucket];
            }
            values[i] = Math.rint(middle(firstBucket + bucket) / resolution) * resolution;
        }
        return values;
    }
}
