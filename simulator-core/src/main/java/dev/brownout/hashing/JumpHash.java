package dev.brownout.hashing;

/**
 * Jump consistent hashing (Lamping and Veach 2014, "A Fast, Minimal Memory, Consistent Hash Algorithm", figure 1). The
 * key walks through the numbers of buckets at which it would move. These numbers come from a linear congruential
 * generator.
 */
public final class JumpHash {
    private static final long MULTIPLIER = 2862933555777941757L;
    private static final double RANGE = 1L << 31;

    private JumpHash() {}

    /**
     * Returns the bucket of a key.
     *
     * @param key any 64 bits
     * @param buckets at least 1
     * @return 0 to {@code buckets} - 1
     */
    public static int bucket(long key, int buckets) {
        long state = key;
        long bucket = -1;
        long next = 0;
        while (next < buckets) {
            bucket = next;
            state = state * MULTIPLIER + 1;
            next = (long) ((bucket + 1) * (RANGE / ((state >>> 33) + 1)));
        }
        return (int) bucket;
    }
}
