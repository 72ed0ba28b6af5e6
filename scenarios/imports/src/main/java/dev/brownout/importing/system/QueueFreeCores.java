package dev.brownout.importing.system;

/**
 * Number of cores with which almost no request waits, for measured times that contain the waiting already: the Erlang C
 * probability of waiting is at most 0.1 % (Kleinrock, "Queueing Systems", volume 1, 1975, section 3.5).
 */
public final class QueueFreeCores {
    /** Maximum number of cores in the scenario language. */
    public static final long MAX = 1_000_000;

    private static final double MAX_WAITING = 1e-3;

    private QueueFreeCores() {}

    /**
     * Returns the smallest such number, at least 2.
     *
     * @param busy mean number of busy cores
     */
    public static long count(double busy) {
        double blocked = 1;
        for (long cores = 1; cores < MAX; cores++) {
            blocked = busy * blocked / (cores + busy * blocked);
            double waiting = cores > busy ? cores * blocked / (cores - busy * (1 - blocked)) : 1;
            if (cores > 1 && waiting <= MAX_WAITING) {
                return cores;
            }
        }
        return MAX;
    }
}
