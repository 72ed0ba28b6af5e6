package dev.brownout.experiment.falsify;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.experiment.Trial;
import dev.brownout.language.ScenarioFile;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Result of a falsification.
 *
 * @param file scenario with its own faults only
 * @param model fault model of the search
 * @param candidates faults of the model that apply to the scenario
 * @param alreadyViolated assertions that are violated without an added fault, with the number of replications that
 *     violate them; they are no findings
 * @param findings findings, the mildest first: by the number of causes and of faults, their total time, and strength
 * @param screenings number of tried schedules with one fault at its longest duration and greatest strength
 * @param random number of tried random schedules
 * @param randomViolations number of random schedules with a violated assertion in the first replication
 * @param unconfirmed number of violations by a schedule that too few replications repeat
 * @param rejected number of schedules that the scenario does not accept
 * @param replications number of replications that confirm a violation
 * @param required number of these that must violate the assertion
 * @param interrupted whether the search was stopped
 * @param done trials that ran to their end
 */
public record FalsificationResult(
        ScenarioFile file,
        FaultModel model,
        List<FaultCandidate> candidates,
        Map<String, Integer> alreadyViolated,
        List<FalsificationFinding> findings,
        int screenings,
        int random,
        int randomViolations,
        int unconfirmed,
        int rejected,
        int replications,
        int required,
        boolean interrupted,
        List<Trial> done) {
    /** Copies the collections. */
    public FalsificationResult {
        candidates = List.copyOf(candidates);
        alreadyViolated = Collections.unmodifiableMap(new LinkedHashMap<>(alreadyViolated));
        findings = List.copyOf(findings);
        done = List.copyOf(done);
    }

    /** Returns whether a schedule was found that violates an assertion. */
    public boolean found() {
        return !findings.isEmpty();
    }

    /**
     * Returns the upper confidence limit of the probability that a random schedule violates an assertion, if none of
     * the tried random schedules does: {@code -ln(1 - confidence) / n}, which is 3/n for 95 % (Hanley and Lippman-Hand,
     * If Nothing Goes Wrong, Is Everything All Right?, JAMA 249, 1983). At most 1; 1 without random schedules.
     *
     * @param confidence confidence level between 0 and 1
     */
    public double upperLimit(double confidence) {
        return random == 0 ? 1 : Math.min(1, -ElementaryFunctions.log(1 - confidence) / random);
    }
}
