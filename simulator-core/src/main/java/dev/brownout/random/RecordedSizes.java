package dev.brownout.random;

import java.util.Arrays;

/**
 * The sizes in bytes of the objects that recorded requests ask for, request for request, and again from the beginning.
 * An object may have another size each time that it is asked for.
 */
public final class RecordedSizes {
    private final int[] sizes;
    private final int[] distinct;
    private final double[] means;
    private final double mean;

    /**
     * Takes a record.
     *
     * @param recorded the keys asked for
     * @param distinct the same keys, each once, the least first
     * @param sizes as many as keys were asked for, each at least 0
     */
    RecordedSizes(int[] recorded, int[] distinct, int[] sizes) {
        DistributionArguments.that(recorded.length == sizes.length, "each recorded key has a size", sizes.length);
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

    /** That of the request with this number, from 0. */
    public int bytes(long number) {
        return sizes[(int) (number % sizes.length)];
    }

    /** The mean of those of a key; 0 for a key that is not recorded. */
    public double mean(int key) {
        int rank = Arrays.binarySearch(distinct, key);
        return rank < 0 ? 0 : means[rank];
    }

    /** The bytes of so many objects of the mean size of all requests. */
    public long bytesOf(double objects) {
        return StrictMath.round(objects * Math.max(1, mean));
    }

    /** The mean of those of the key of a rank over the mean of all requests. */
    public double relative(int rank) {
        return means[rank - 1] / Math.max(1, mean);
    }

    /** Each of them as likely as any other. */
    public Distribution law() {
        return new EmpiricalDistribution(Arrays.stream(sizes).asDoubleStream().toArray());
    }
}
