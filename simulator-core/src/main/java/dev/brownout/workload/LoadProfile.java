package dev.brownout.workload;

import dev.brownout.spec.FunctionSyntax;

/**
 * Offered load over time. Constructors throw {@link IllegalArgumentException} with a message that names parameter and
 * range.
 *
 * <p>There are four kinds: a rate over time, which every new load with a rate implements; recorded arrivals; a closed
 * load of users that wait for responses; and users that keep connections open. If the arguments in the scenario
 * language are the parameters of an implementation, the implementation has the annotations of {@link FunctionSyntax}
 * and is registered in the list of loads. Otherwise, its {@code Arguments} type is.
 */
public sealed interface LoadProfile extends FunctionSyntax<LoadProfile>
        permits ConnectionLoad, OpenLoad, TraceArrivals, ClosedLoad {

    /** Returns this load. */
    @Override
    default LoadProfile parsedValue() {
        return this;
    }

    /** Instant that is never reached. */
    long FOREVER = Long.MAX_VALUE;

    /** Returns the rate at an instant, in requests per second. */
    double ratePerSecond(long atNanos);

    /** Returns the expected number of requests from one instant (inclusive) to a later one (exclusive). */
    double expected(long fromNanos, long toNanos);

    /**
     * Returns the duration of the profile if another one follows it in a list, in nanoseconds. It is {@link #FOREVER}
     * if the profile has no end and can only be the last.
     */
    default long lengthNanos() {
        return FOREVER;
    }
}
