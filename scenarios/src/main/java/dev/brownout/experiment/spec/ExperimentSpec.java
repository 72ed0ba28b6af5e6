package dev.brownout.experiment.spec;

/**
 * An experiment with its options. An implementation is a record with a {@link dev.brownout.spec.Kind} as its name, a
 * {@link dev.brownout.spec.Doc}, and an {@link CommandForm}. Each record component is an option with an
 * {@link OptionForm}; its annotations are those of the parameters of a scenario.
 */
public interface ExperimentSpec {
    /**
     * Validates the options and the scenario.
     *
     * @throws IllegalArgumentException if an option or the scenario is invalid
     */
    PlannedExperiment plan(ExperimentRequest request);
}
