package dev.brownout.cli;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.language.problem.Excerpt;
import dev.brownout.language.problem.Problem;
import dev.brownout.language.problem.Problems;
import java.util.List;

/** Says that what was asked for is impossible, in words for the person who asked: bad input, never a bug. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    Refusal(String message) {
        super(Excerpt.message(message));
        this.problems = List.of();
    }

    /** Says what is wrong with a scenario. */
    Refusal(List<Problem> problems) {
        super(Problems.render(problems));
        this.problems = List.copyOf(problems);
    }

    /** Says what is wrong in several lines, each of which stands for itself. */
    static Refusal of(List<String> lines) {
        return new Refusal(
                String.join("\n", lines.stream().map(Excerpt::message).toList()), List.of());
    }

    private Refusal(String rendered, List<Problem> problems) {
        super(rendered);
        this.problems = problems;
    }

    /** Says why an experiment is impossible. */
    static Refusal of(ExperimentException impossible) {
        return impossible.problems().isEmpty()
                ? new Refusal("brownout: " + impossible.getMessage())
                : new Refusal(impossible.problems());
    }

    /** What is wrong with a scenario, with its places; empty where something else is wrong. */
    List<Problem> problems() {
        return problems;
    }

    /** Carries a refusal through code that knows of none, such as that which runs trials. */
    static final class Carrier extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Refusal refusal;

        Carrier(Refusal refusal) {
            super(refusal);
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }
}
