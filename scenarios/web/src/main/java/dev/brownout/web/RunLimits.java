package dev.brownout.web;

/**
 * Limits of one execution in a browser, for all its variants together.
 *
 * @param requests maximum number of simulated requests
 * @param seconds maximum duration on the wall clock, in seconds
 * @param megabytes maximum memory of the growing collections of a run, in MB
 */
record RunLimits(long requests, double seconds, long megabytes) {
    /** Limits without a choice of the user. */
    static final RunLimits STANDARD = new RunLimits(5_000_000, 120, 1_000);
}
