package dev.brownout.service;

/**
 * Waiting time that a response over a limit states, in whole seconds as in the header Retry-After (RFC 9110, section
 * 10.2.3). It is a part of the {@code detail} of the failure, above the number of the component.
 */
public final class RetryAfter {
    private static final int NUMBER_BITS = 32;
    private static final long MOST_SECONDS = (1L << 22) - 1;
    private static final long SECOND_NANOS = 1_000_000_000;

    private RetryAfter() {}

    /**
     * Returns the detail of a failure with a waiting time.
     *
     * @param component number of the component where the failure arose
     * @param nanos waiting time in nanoseconds, at least 0; rounded up to whole seconds, at most 48 days
     */
    public static long detail(int component, long nanos) {
        long seconds = nanos / SECOND_NANOS + (nanos % SECOND_NANOS == 0 ? 0 : 1);
        return Math.min(MOST_SECONDS, seconds) << NUMBER_BITS | component;
    }

    /** Returns the waiting time in the detail of a failure, in nanoseconds; 0 if it states none. */
    public static long nanos(long detail) {
        return (detail >>> NUMBER_BITS) * SECOND_NANOS;
    }

    /** Returns the number of the component where the failure arose. */
    public static int component(long detail) {
        return (int) detail;
    }
}
