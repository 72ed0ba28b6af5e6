package dev.brownout.experiment.spec;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ExperimentFindings;
import dev.brownout.experiment.frontier.ComparableDesigns;
import dev.brownout.experiment.frontier.FrontierRequest;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/**
 * Outcome of an experiment.
 *
 * @param success whether every assertion has its expected verdict, or the search was successful
 * @param findings findings; empty if the experiment was stopped before a result
 * @param designs designs for a Pareto frontier; empty if the experiment has none
 * @param confidence confidence level of all comparisons of designs, at all interim analyses together
 * @param facts the outcome as plain data, by name
 */
public record ExperimentOutcome(
        boolean success,
        Optional<ExperimentFindings> findings,
        Optional<ComparableDesigns> designs,
        double confidence,
        Map<String, Object> facts) {
    /** Creates an outcome without designs. */
    public ExperimentOutcome(boolean success, ExperimentFindings findings, Map<String, Object> facts) {
        this(success, Optional.of(findings), Optional.empty(), findings.confidence(), facts);
    }

    /** Creates an outcome with designs. */
    public ExperimentOutcome(
            boolean success,
            ExperimentFindings findings,
            ComparableDesigns designs,
            double confidence,
            Map<String, Object> facts) {
        this(success, Optional.of(findings), Optional.of(designs), confidence, facts);
    }

    /** Returns the outcome of an experiment that has nothing to report. */
    public static ExperimentOutcome nothing(boolean success) {
        return new ExperimentOutcome(success, Optional.empty(), Optional.empty(), 0, Collections.emptySortedMap());
    }

    /**
     * Returns this outcome with the Pareto frontier of its designs in the findings.
     *
     * @param interrupted whether the findings are partial
     * @throws ExperimentException if the experiment has no designs
     */
    public ExperimentOutcome withFrontier(FrontierRequest request, boolean interrupted) {
        ExperimentFindings before = findings.orElseThrow();
        ComparableDesigns compared = designs.orElseThrow(() -> new ExperimentException(
                "--frontier compares designs of sweep, compare, capacity or tune, and these are the runs of"
                        + " 'brownout {}'",
                before.experiment()));
        return new ExperimentOutcome(
                success,
                Optional.of(request.addTo(before, compared, confidence, interrupted)),
                designs,
                confidence,
                facts);
    }
}
