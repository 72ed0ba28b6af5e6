package dev.brownout.page;

/**
 * Limits of one execution for a page, for all its variants together.
 *
 * @param requests maximum number of simulated requests
 * @param seconds maximum duration on the wall clock, in seconds
 * @param megabytes maximum memory of the growing collections of a run, in MB
 */
public record RunLimits(long requests, double seconds, long megabytes) {
    /** Limits without a choice of the user. */
    public static final RunLimits STANDARD = new RunLimits(5_000_000, 120, 1_000);
}
