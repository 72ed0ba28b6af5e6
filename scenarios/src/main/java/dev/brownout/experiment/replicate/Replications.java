package dev.brownout.experiment.replicate;

import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.Trial;
import dev.brownout.language.ScenarioFile;
import java.util.List;

/**
 * Results of the replications of some variants.
 *
 * @param file scenario
 * @param summaries summary of each variant, in the order of the file
 * @param confidence confidence level of intervals and verdicts
 * @param precise whether every metric has the requested precision; false if the maximum number of replications did not
 *     suffice, or the experiment was stopped
 * @param done trials that ran to their end
 */
public record Replications(
        ScenarioFile file, List<ReplicationSummary> summaries, double confidence, boolean precise, List<Trial> done) {
    /** Copies the lists. */
    public Replications {
        summaries = List.copyOf(summaries);
        done = List.copyOf(done);
    }

    /**
     * Returns the results of the replications of a variant.
     *
     * @throws ExperimentException if there is no variant of that name
     */
    public ReplicationSummary of(String variant) {
        return ReplicationSummary.named(variant, summaries);
    }

    /**
     * Returns whether each replication reached its end, and every assertion has the verdict that its variant expects.
     */
    public boolean asExpected() {
        return summaries.stream()
                .allMatch(summary -> summary.complete()
                        && summary.sla(confidence).values().stream().allMatch(AssertionEstimate::asExpected));
    }
}
