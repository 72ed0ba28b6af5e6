package dev.brownout.experiment;

import java.util.List;

/**
 * Results of variants, or of two scenarios, with common random numbers.
 *
 * @param summaries summary of each arm, the baseline first
 * @param confidence confidence level at which a difference is significant
 * @param done trials that ran to their end
 */
public record VariantComparison(List<ReplicationSummary> summaries, double confidence, List<Trial> done) {
    /** Copies the lists. */
    public VariantComparison {
        summaries = List.copyOf(summaries);
        done = List.copyOf(done);
    }

    /** Returns the results of the baseline. */
    public ReplicationSummary first() {
        return summaries.get(0);
    }

    /**
     * Returns the results of an arm other than the baseline.
     *
     * @throws ExperimentException if there is no arm of that name
     */
    public ReplicationSummary armResults(String name) {
        return ReplicationSummary.named(name, summaries.subList(1, summaries.size()));
    }

    /** Returns the differences of an arm from the baseline, metric by metric. */
    public List<Difference> differences(String other) {
        return Difference.differences(first(), armResults(other));
    }

    /**
     * Returns whether each difference from the baseline is significant, or its interval is narrower than a share of the
     * value of the baseline on both sides. Differences without data, misleading ones, and losses without an assertion
     * are ignored.
     *
     * @see SurvivorshipBias
     */
    public boolean isDecided(double share) {
        return summaries.stream().skip(1).allMatch(arm -> {
            SurvivorshipBias bias = new SurvivorshipBias(first(), arm, confidence);
            List<Difference> differences = differences(arm.name()).stream()
                    .filter(difference -> !bias.isMisleading(difference)
                            && !ReplicationSummary.isLoss(difference.number())
                            && !Double.isNaN(difference.paired().mean()))
                    .toList();
            List<Difference> significant = bias.significant(differences(arm.name()));
            return differences.stream()
                    .allMatch(difference -> significant.contains(difference)
                            || difference.interval(confidence).half()
                                    <= share * Math.abs(difference.first().mean()));
        });
    }

    /**
     * Returns the statistically significant differences of an arm from the baseline. Latencies of different sets of
     * requests are excluded.
     *
     * @see Difference#significant
     * @see SurvivorshipBias
     */
    public List<Difference> significant(String other) {
        return new SurvivorshipBias(first(), armResults(other), confidence).significant(differences(other));
    }
}
