package dev.brownout.experiment;

import java.util.List;

/**
 * What variants, or two scenarios, showed on the same draws.
 *
 * @param summaries of each of them, the one that the others are compared with first
 * @param confidence with which what is called a difference is no chance
 * @param done the trials that came to their end
 */
public record VariantComparison(List<ReplicationSummary> summaries, double confidence, List<Trial> done) {
    /** Takes the lists as they are now. */
    public VariantComparison {
        summaries = List.copyOf(summaries);
        done = List.copyOf(done);
    }

    /** What the first one showed. */
    public ReplicationSummary first() {
        return summaries.get(0);
    }

    /**
     * What one of the others showed.
     *
     * @throws ExperimentException if there is none of that name
     */
    public ReplicationSummary other(String name) {
        return ReplicationSummary.named(name, summaries.subList(1, summaries.size()));
    }

    /** How one of the others differs from the first, number by number. */
    public List<Difference> differences(String other) {
        return Difference.between(first(), other(other));
    }

    /**
     * Which of these differences are no chance. Latencies of different requests are left out.
     *
     * @see Difference#significant
     * @see SurvivorshipBias
     */
    public List<Difference> significant(String other) {
        return new SurvivorshipBias(first(), other(other), confidence).significant(differences(other));
    }
}
