package dev.brownout.experiment;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ScenarioException;
import java.util.List;

/** Thrown if an experiment or its scenario is invalid. */
public final class ExperimentException extends InvalidValueException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /** Creates an exception about an experiment. */
    public ExperimentException(Sentence message) {
        super(message);
        this.problems = List.of();
    }

    /** Creates an exception about an experiment from the form of its message. */
    public ExperimentException(String form, Object... arguments) {
        this(Sentence.of(form, arguments));
    }

    /** Creates an exception about a scenario error detected during a run. */
    public ExperimentException(ScenarioException impossible) {
        super(SpellingSuggestion.message(impossible), impossible);
        this.problems = List.of();
    }

    /** Creates an exception about an invalid scenario. */
    public ExperimentException(InvalidScenarioException wrong) {
        super(Sentence.quote(wrong.render()), wrong);
        this.problems = wrong.all();
    }

    /** Creates an exception about a problem of a variant detected during its run. */
    ExperimentException(Problem problem, RuntimeException cause) {
        super(Sentence.quote(problem.render()), cause);
        this.problems = List.of(problem);
    }

    /** Returns the problems of a scenario with their source positions; empty if the scenario is not the cause. */
    public List<Problem> problems() {
        return problems;
    }
}
