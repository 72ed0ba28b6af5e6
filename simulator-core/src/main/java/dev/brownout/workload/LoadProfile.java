package dev.brownout.workload;

import dev.brownout.spec.FunctionSyntax;

/**
 * What load is wanted over time. Constructors throw {@link IllegalArgumentException} with a message that says parameter
 * and range.
 *
 * <p>There are four: a rate over time, which any new load is that says one; recorded arrivals; users who wait for
 * answers; and users who keep connections. One whose own parameters are what a scenario writes says so by the
 * annotations of {@link FunctionSyntax} and stands in the list of loads; for another one its {@code Arguments} do.
 */
public sealed interface LoadProfile extends FunctionSyntax<LoadProfile>
        permits ConnectionLoad, OpenLoad, TraceArrivals, ClosedLoad {

    /** This load. */
    @Override
    default LoadProfile meant() {
        return this;
    }

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
