package dev.brownout.experiment;

import dev.brownout.language.ScenarioFile;
import java.util.List;

/**
 * What the replications of some variants showed.
 *
 * @param file the scenario
 * @param summaries of each variant, in the file's order
 * @param confidence of intervals and verdicts
 * @param precise whether every number is as precise as was asked; false where that was given up, or stopped
 * @param done the trials that came to their end
 */
public record Replications(
        ScenarioFile file, List<ReplicationSummary> summaries, double confidence, boolean precise, List<Trial> done) {
    /** Takes the lists as they are now. */
    public Replications {
        summaries = List.copyOf(summaries);
        done = List.copyOf(done);
    }

    /**
     * What the replications of a variant showed.
     *
     * @throws ExperimentException if there is none of that name
     */
    public ReplicationSummary of(String variant) {
        return ReplicationSummary.named(variant, summaries);
    }

    /** Whether each replication reached its end, and every assertion came out as its variant says that it must. */
    public boolean asExpected() {
        return summaries.stream()
                .allMatch(summary -> summary.complete()
                        && summary.sla(confidence).values().stream().allMatch(AssertionEstimate::asExpected));
    }
}
