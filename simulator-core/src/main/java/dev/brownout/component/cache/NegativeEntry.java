package dev.brownout.component.cache;

/**
 * An entry that says that there is no such key, as memcached's clients and Redis' keep a mark for it: the version as of
 * which that was so, below 0. A reply that says the same has it as its detail.
 */
final class NegativeEntry {
    /** Bytes that it takes: a small key and value in Redis, of which the FAQ says that a million take about 85 MB. */
    static final int BYTES = 85;

    private static final long NONE = Long.MIN_VALUE;

    private NegativeEntry() {}

    /** That of a version of the source. */
    static long of(long version) {
        return version | NONE;
    }

    /** Whether what is held, or answered to a look-up that found no value, is one. */
    static boolean is(long held) {
        return held < 0 && held != LookAside.ASK_AGAIN;
    }

    /** The version that is held, of whatever entry. */
    static long version(long held) {
        return held & ~NONE;
    }
}
