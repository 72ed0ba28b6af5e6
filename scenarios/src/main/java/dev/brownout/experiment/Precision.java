package dev.brownout.experiment;

import java.util.List;

/**
 * Repeats cases until every number is known to a share of its value.
 *
 * <p>A rule that looks after every replication stops too early too often: it stops when chance has made the spread look
 * small (Chow and Robbins 1965; Singham and Schruben, INFORMS Journal on Computing 24, 2012). So it begins with ten, as
 * Law and Kelton advise (Law 2015, 9.4.1), asks for the narrower width of {@link ConfidenceInterval#within}, and looks
 * again only when there are a quarter more.
 *
 * @param share the error allowed, above 0; the procedure is known to keep its level up to 0.15
 * @param confidence between 0 and 1, such as 0.95
 * @param most replications after which it gives up
 */
public record Precision(double share, double confidence, int most) {
    /** Replications before the first look. */
    public static final int LEAST = 10;

    /** Makes replications and adds them to summaries. */
    @FunctionalInterface
    interface Replicator {
        /** Makes so many, numbered from {@code first}. */
        void replicate(int first, int count);
    }

    /**
     * Adds replications to summaries, which must be empty.
     *
     * @return whether the numbers are as precise as was asked
     */
    boolean reach(List<ReplicationSummary> summaries, Replicator replicator) {
        int done = 0;
        int wanted = Math.min(LEAST, most);
        while (true) {
            replicator.replicate(done, wanted - done);
            if (summaries.get(0).size() < wanted) {
                return false;
            }
            done = wanted;
            if (done >= LEAST && summaries.stream().allMatch(s -> s.precise(share, confidence))) {
                return true;
            }
            if (done == most) {
                return false;
            }
            wanted = Math.min(most, done + (done + 3) / 4);
        }
    }
}
