package dev.brownout.cli;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.QuotedText;
import java.util.List;

/** Says that what was asked for is impossible, in words for the person who asked: bad input, never a bug. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    UsageException(String message) {
        super(QuotedText.message(message));
        this.problems = List.of();
    }

    /** Says what is wrong with a scenario. */
    UsageException(List<Problem> problems) {
        super(InvalidScenarioException.render(problems));
        this.problems = List.copyOf(problems);
    }

    /** Says what is wrong in several lines, each of which stands for itself. */
    static UsageException of(List<String> lines) {
        return new UsageException(
                String.join("\n", lines.stream().map(QuotedText::message).toList()), List.of());
    }

    private UsageException(String rendered, List<Problem> problems) {
        super(rendered);
        this.problems = problems;
    }

    /** Says why an experiment is impossible. */
    static UsageException of(ExperimentException impossible) {
        return impossible.problems().isEmpty()
                ? new UsageException("brownout: " + impossible.getMessage())
                : new UsageException(impossible.problems());
    }

    /** What is wrong with a scenario, with its places; empty where something else is wrong. */
    List<Problem> problems() {
        return problems;
    }

    /** Carries a refusal through code that knows of none, such as that which runs trials. */
    static final class Carrier extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient UsageException refusal;

        Carrier(UsageException refusal) {
            super(refusal);
            this.refusal = refusal;
        }

        UsageException refusal() {
            return refusal;
        }
    }
}
