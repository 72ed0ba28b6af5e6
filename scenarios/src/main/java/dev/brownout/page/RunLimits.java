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

    /** Maximum duration of an execution for a client of a server, in seconds on the wall clock. */
    public static final int MOST_SERVER_SECONDS = 600;

    private static final long MOST_SERVER_REQUESTS = 1_000_000_000;
    /** Share of the heap that the growing collections of all executing runs may have. */
    private static final double HEAP_SHARE = 0.6;

    private static final double BYTES_PER_MB = 1e6;

    /**
     * Returns the limits of an execution on a server. The executions share the heap of this process.
     *
     * @param executing maximum number of concurrent executions
     */
    public static RunLimits ofServer(int executing) {
        double megabytes = HEAP_SHARE * Runtime.getRuntime().maxMemory() / executing / BYTES_PER_MB;
        return new RunLimits(MOST_SERVER_REQUESTS, MOST_SERVER_SECONDS, (long) megabytes);
    }

    /** Returns these limits with another maximum duration, in seconds. */
    public RunLimits withSeconds(double maximum) {
        return new RunLimits(requests, maximum, megabytes);
    }
}
