package dev.brownout.experiment;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.spi.ScenarioException;
import java.util.List;

/** Says that an experiment is impossible as it was asked for, or that its scenario is. */
public final class ExperimentException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /** Says what is wrong with an experiment. */
    public ExperimentException(String message) {
        super(message);
        this.problems = List.of();
    }

    /** Says what a run turned out to be asked that it cannot do. */
    ExperimentException(ScenarioException impossible) {
        super(SpellingSuggestion.told(impossible), impossible);
        this.problems = List.of();
    }

    /** Says what is wrong with a scenario. */
    ExperimentException(InvalidScenarioException wrong) {
        super(wrong.render(), wrong);
        this.problems = wrong.all();
    }

    /** Says what is wrong with a variant, which came out as it was run. */
    ExperimentException(Problem problem, RuntimeException cause) {
        super(problem.render(), cause);
        this.problems = List.of(problem);
    }

    /** What is wrong with a scenario, with its places; empty where something else is wrong. */
    public List<Problem> problems() {
        return problems;
    }
}
