package dev.brownout.experiment;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.spi.ScenarioException;
import java.util.List;

/** Thrown if an experiment or its scenario is invalid. */
public final class ExperimentException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /** Creates an exception about an experiment. */
    public ExperimentException(String message) {
        super(message);
        this.problems = List.of();
    }

    /** Creates an exception about a scenario error detected during a run. */
    ExperimentException(ScenarioException impossible) {
        super(SpellingSuggestion.message(impossible), impossible);
        this.problems = List.of();
    }

    /** Creates an exception about an invalid scenario. */
    ExperimentException(InvalidScenarioException wrong) {
        super(wrong.render(), wrong);
        this.problems = wrong.all();
    }

    /** Creates an exception about a problem of a variant detected during its run. */
    ExperimentException(Problem problem, RuntimeException cause) {
        super(problem.render(), cause);
        this.problems = List.of(problem);
    }

    /** Returns the problems of a scenario with their source positions; empty if the scenario is not the cause. */
    public List<Problem> problems() {
        return problems;
    }
}
