package dev.brownout.service;

import java.util.Arrays;

/**
 * Set of the writes of one key that a replica or client has seen, with the writes that these had seen, like a version
 * vector with dots. It is stored as intervals of write numbers. A write covers all numbers after the version on which
 * it is based, so that consecutive writes form one interval.
 */
public final class VersionVector {
    /** Empty set. */
    public static final VersionVector NOTHING = new VersionVector(new long[0]);

    /** First and last number of each interval, in ascending order. At least one number lies between two intervals. */
    private final long[] bounds;

    private VersionVector(long[] bounds) {
        this.bounds = bounds;
    }

    /**
     * Creates a set of one write.
     *
     * @param before version of the key on which the write is based, or one less than the first
     * @param version version of the write
     */
    public static VersionVector of(long before, long version) {
        return new VersionVector(new long[] {before + 1, version});
    }

    /** Returns whether a write is in the set. */
    public boolean contains(long version) {
        return interval(version) >= 0;
    }

    /** Returns whether all writes of another set are in this set. */
    public boolean containsAll(VersionVector other) {
        for (int i = 0; i < other.bounds.length; i += 2) {
            int position = interval(other.bounds[i]);
            if (position < 0 || bounds[position + 1] < other.bounds[i + 1]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the position of the interval that contains a number, or -1. */
    private int interval(long number) {
        int position = Arrays.binarySearch(bounds, number);
        int index = (position >= 0 ? position : ~position - 1) & ~1;
        return position >= 0 || (~position & 1) == 1 ? index : -1;
    }

    /** Returns the union of two sets. */
    public VersionVector and(VersionVector other) {
        if (containsAll(other)) {
            return this;
        }
        if (other.containsAll(this)) {
            return other;
        }
        long[] merged = new long[bounds.length + other.bounds.length];
        int used = 0;
        int own = 0;
        int otherIndex = 0;
        while (own < bounds.length || otherIndex < other.bounds.length) {
            boolean fromThis =
                    otherIndex == other.bounds.length || own < bounds.length && bounds[own] <= other.bounds[otherIndex];
            long from = fromThis ? bounds[own] : other.bounds[otherIndex];
            long to = fromThis ? bounds[own + 1] : other.bounds[otherIndex + 1];
            own += fromThis ? 2 : 0;
            otherIndex += fromThis ? 0 : 2;
            if (used > 0 && from <= merged[used - 1] + 1) {
                merged[used - 1] = Math.max(merged[used - 1], to);
            } else {
                merged[used++] = from;
                merged[used++] = to;
            }
        }
        return new VersionVector(Arrays.copyOf(merged, used));
    }

    /** Returns the number of intervals: 1 if no write is missing. */
    public int intervals() {
        return bounds.length / 2;
    }

    /** Returns the first number of an interval, by its index from 0. */
    public long from(int interval) {
        return bounds[2 * interval];
    }

    /** Returns the last number of an interval, by its index from 0. */
    public long lastOf(int interval) {
        return bounds[2 * interval + 1];
    }
}
