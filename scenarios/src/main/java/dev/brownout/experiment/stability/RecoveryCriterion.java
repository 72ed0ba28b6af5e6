package dev.brownout.experiment.stability;

import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.RunSummary;
import dev.brownout.scenario.Scenario;

/**
 * Definition of a recovery: a condition on the result of one run. A run that does not reach its end has not recovered.
 */
public sealed interface RecoveryCriterion permits FaultCriterion, AssertionCriterion {
    /** Returns the experiment with the metrics that the criterion needs. */
    Experiment measure(Experiment experiment);

    /**
     * Checks that a run of a scenario can show a recovery, and that it can show its absence.
     *
     * @throws ExperimentException if it cannot; the message says how to change the scenario
     */
    void check(Scenario scenario);

    /** Returns whether a run recovered. */
    boolean isRecovered(RunSummary run, Scenario scenario);

    /** Returns the definition as a sentence without its end, such as {@code Recovered: requests succeed from ...}. */
    String text();
}
