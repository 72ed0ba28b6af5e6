package dev.brownout.experiment.replicate;

import dev.brownout.experiment.ConfidenceInterval;
import dev.brownout.experiment.ReplicationSummary;
import java.util.List;

/**
 * Sequential stopping rule: repeats the arms until the relative error of every metric is small enough.
 *
 * <p>A rule that checks after every replication stops too early too often. It stops when the variation looks small by
 * chance (Chow and Robbins 1965; Singham and Schruben, INFORMS Journal on Computing 24, 2012). The procedure therefore
 * starts with ten replications, as Law and Kelton advise (Law 2015, 9.4.1). It requires the narrower width of
 * {@link ConfidenceInterval#isWithin}. It checks again only after a quarter more replications.
 *
 * @param share allowed relative error, above 0; the procedure is known to keep its confidence level up to 0.15
 * @param confidence confidence level between 0 and 1, such as 0.95
 * @param most maximum number of replications
 */
public record Precision(double share, double confidence, int most) {
    /** Number of replications before the first check. */
    public static final int MINIMUM = 10;

    /** Runs replications and adds them to summaries. */
    @FunctionalInterface
    interface Replicator {
        /** Runs {@code count} replications, numbered from {@code first}. */
        void replicate(int first, int count);
    }

    /**
     * Adds replications to summaries, which must be empty.
     *
     * @return whether the requested precision was reached
     */
    boolean reach(List<ReplicationSummary> summaries, Replicator replicator) {
        int completed = 0;
        int target = Math.min(MINIMUM, most);
        while (true) {
            replicator.replicate(completed, target - completed);
            if (summaries.get(0).size() < target) {
                return false;
            }
            completed = target;
            if (completed >= MINIMUM && summaries.stream().allMatch(summary -> summary.precise(share, confidence))) {
                return true;
            }
            if (completed == most) {
                return false;
            }
            target = Math.min(most, completed + (completed + 3) / 4);
        }
    }
}
