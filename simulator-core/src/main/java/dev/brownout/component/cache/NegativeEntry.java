package dev.brownout.component.cache;

/**
 * Negative entries, which cache that a key does not exist, as clients of memcached and Redis do with a marker: the
 * version as of which the key was absent, encoded below 0. A reply with that meaning has it as its detail.
 */
final class NegativeEntry {
    /** Size in bytes: a small key and value in Redis; its FAQ says that a million take about 85 MB. */
    static final int BYTES = 85;

    private static final long NONE = Long.MIN_VALUE;

    private NegativeEntry() {}

    /** Returns the negative entry for a version of the source. */
    static long entry(long version) {
        return version | NONE;
    }

    /** Returns whether a cached value, or the detail of a miss, is a negative entry. */
    static boolean isNegative(long version) {
        return version < 0 && version != LookAside.RETRY;
    }

    /** Returns the version of a positive or negative entry. */
    static long version(long version) {
        return version & ~NONE;
    }
}
