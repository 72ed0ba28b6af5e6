package dev.brownout.experiment.spec;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.TrialPlan;
import dev.brownout.experiment.frontier.FrontierRequest;
import dev.brownout.language.overlay.Variation;
import java.util.List;
import java.util.Optional;

/** A validated experiment, ready to run. */
public interface PlannedExperiment {
    /**
     * Runs the experiment.
     *
     * @param color whether the lines of the findings may contain escape sequences for colours
     * @return the outcome; partial if the execution was stopped
     */
    ExperimentOutcome run(Execution execution, boolean color);

    /** Returns the requested Pareto frontier of the designs. */
    default Optional<FrontierRequest> frontier() {
        return Optional.empty();
    }

    /** Returns the trials if they are known before the first one is run, so that other processes can run them. */
    default Optional<Distribution> distribution() {
        return Optional.empty();
    }

    /**
     * Data from which another process plans the same trials.
     *
     * @param kind name of the experiment
     * @param experiments scenarios of the experiment with their settings
     * @param variations varied settings; empty for none
     */
    record Distribution(String kind, List<Experiment> experiments, List<Variation> variations, TrialPlan plan) {
        /** Copies the lists. */
        public Distribution {
            experiments = List.copyOf(experiments);
            variations = List.copyOf(variations);
        }
    }
}
