package dev.brownout.random;

import java.util.Arrays;

/**
 * Recorded sizes of the objects of requests, in bytes, repeated indefinitely. An object may have a different size at
 * each request.
 */
public final class RecordedSizes {
    private final int[] sizes;
    private final int[] distinct;
    private final double[] means;
    private final double mean;

    /**
     * Creates the sizes of a recording.
     *
     * @param recorded the keys of the requests
     * @param distinct the distinct keys in ascending order
     * @param sizes one size for each recorded key, each at least 0
     */
    RecordedSizes(int[] recorded, int[] distinct, int[] sizes) {
        DistributionArguments.require(recorded.length == sizes.length, "each recorded key has a size", sizes.length);
        this.sizes = sizes.clone();
        this.distinct = distinct;
        this.means = new double[distinct.length];
        this.mean = Arrays.stream(sizes).average().orElse(0);
        int[] times = new int[distinct.length];
        for (int i = 0; i < recorded.length; i++) {
            DistributionArguments.notNegative("size", sizes[i]);
            int key = Arrays.binarySearch(distinct, recorded[i]);
            means[key] += (sizes[i] - means[key]) / ++times[key];
        }
    }

    /** Returns the size for the request with the given number, from 0. */
    public int bytes(long number) {
        return sizes[(int) (number % sizes.length)];
    }

    /** Returns the mean size for a key; 0 for a key that is not recorded. */
    public double mean(int key) {
        int rank = Arrays.binarySearch(distinct, key);
        return rank < 0 ? 0 : means[rank];
    }

    /** Returns the bytes of several objects of the mean size over all requests. */
    public long bytesOf(double objects) {
        return Math.round(objects * Math.max(1, mean));
    }

    /** Returns the mean size for the key of a rank over the mean size of all requests. */
    public double relative(int rank) {
        return means[rank - 1] / Math.max(1, mean);
    }

    /** Returns the distribution of the sizes. Each recorded size is equally likely. */
    public Distribution distribution() {
        return new EmpiricalDistribution(Arrays.stream(sizes).asDoubleStream().toArray());
    }
}
