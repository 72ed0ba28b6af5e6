package dev.brownout.service;

import java.util.Arrays;

/**
 * The writes of one key that somebody has seen, with all that these had seen: a set of versions, as a vector clock with
 * dots names it. It is kept as intervals of numbers; a write stands for all numbers behind the version of the key that
 * was made before it, so that writes one after the other are one interval.
 */
public final class VersionVector {
    /** No write. */
    public static final VersionVector NOTHING = new VersionVector(new long[0]);

    /** First and last number of each interval, in order; between two of them there is a number that is in neither. */
    private final long[] bounds;

    private VersionVector(long[] bounds) {
        this.bounds = bounds;
    }

    /**
     * One write.
     *
     * @param before the version of the key that was made before it, or one less than the first
     */
    public static VersionVector of(long before, long version) {
        return new VersionVector(new long[] {before + 1, version});
    }

    /** Whether a write is among them. */
    public boolean contains(long version) {
        return interval(version) >= 0;
    }

    /** Whether all of the other are among these. */
    public boolean containsAll(VersionVector other) {
        for (int i = 0; i < other.bounds.length; i += 2) {
            int at = interval(other.bounds[i]);
            if (at < 0 || bounds[at + 1] < other.bounds[i + 1]) {
                return false;
            }
        }
        return true;
    }

    /** Place of the interval in which a number is, or -1. */
    private int interval(long number) {
        int at = Arrays.binarySearch(bounds, number);
        int place = (at >= 0 ? at : ~at - 1) & ~1;
        return at >= 0 || (~at & 1) == 1 ? place : -1;
    }

    /** These and those. */
    public VersionVector and(VersionVector other) {
        if (containsAll(other)) {
            return this;
        }
        if (other.containsAll(this)) {
            return other;
        }
        long[] merged = new long[bounds.length + other.bounds.length];
        int used = 0;
        int mine = 0;
        int theirs = 0;
        while (mine < bounds.length || theirs < other.bounds.length) {
            boolean takeMine =
                    theirs == other.bounds.length || mine < bounds.length && bounds[mine] <= other.bounds[theirs];
            long from = takeMine ? bounds[mine] : other.bounds[theirs];
            long to = takeMine ? bounds[mine + 1] : other.bounds[theirs + 1];
            mine += takeMine ? 2 : 0;
            theirs += takeMine ? 0 : 2;
            if (used > 0 && from <= merged[used - 1] + 1) {
                merged[used - 1] = Math.max(merged[used - 1], to);
            } else {
                merged[used++] = from;
                merged[used++] = to;
            }
        }
        return new VersionVector(Arrays.copyOf(merged, used));
    }

    /** How many intervals there are: one where nothing was left out. */
    public int intervals() {
        return bounds.length / 2;
    }

    /** The first number of an interval, counted from 0. */
    public long from(int interval) {
        return bounds[2 * interval];
    }

    /** The last number of an interval, counted from 0. */
    public long to(int interval) {
        return bounds[2 * interval + 1];
    }
}
