package dev.brownout.load;

/**
 * What load is wanted over time. Constructors throw {@link IllegalArgumentException} with a message that says parameter
 * and range.
 */
public sealed interface Profile permits Flow, TraceArrivals, Users {

    /** The instant that never comes. */
    long FOREVER = Long.MAX_VALUE;

    /** The rate at an instant, in requests a second. */
    double ratePerSecond(long atNanos);

    /** How many requests are expected from one instant (inclusive) to a later one (exclusive). */
    double expected(long fromNanos, long toNanos);

    /**
     * How long the profile takes when another one follows it in a list, in nanoseconds; {@link #FOREVER} if it has no
     * end of its own and can only be the last.
     */
    default long lengthNanos() {
        return FOREVER;
    }
}
