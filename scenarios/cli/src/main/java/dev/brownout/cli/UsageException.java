package dev.brownout.cli;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.QuotedText;
import dev.brownout.sentence.Sentence;
import dev.brownout.translation.SentenceTranslation;
import java.util.List;

/** Exception for invalid input or usage, with a message for the user. It never indicates a bug. */
public final class UsageException extends Exception {
    private static final long serialVersionUID = 1;

    /** The sentence; {@code null} if the message is shown as it is. */
    private final transient Sentence sentence;

    private final transient List<Problem> problems;

    public UsageException(Sentence sentence) {
        super(QuotedText.message(sentence.toString()));
        this.sentence = sentence;
        this.problems = List.of();
    }

    public UsageException(String form, Object... arguments) {
        this(Sentence.of(form, arguments));
    }

    /** Creates an exception with the problems of a scenario. */
    public UsageException(List<Problem> problems) {
        this(InvalidScenarioException.render(problems), List.copyOf(problems));
    }

    /** Creates an exception from several lines, each of which is escaped separately. */
    public static UsageException of(List<String> lines) {
        return new UsageException(
                String.join("\n", lines.stream().map(QuotedText::message).toList()), List.of());
    }

    private UsageException(String rendered, List<Problem> problems) {
        super(rendered);
        this.sentence = null;
        this.problems = problems;
    }

    /** Creates an exception from the reason why an experiment is impossible. */
    static UsageException of(ExperimentException impossible) {
        return impossible.problems().isEmpty()
                ? new UsageException("brownout: {}", Sentence.reason(impossible))
                : new UsageException(impossible.problems());
    }

    /** Returns the message in the language of the current scope. */
    String translation() {
        return sentence == null ? getMessage() : QuotedText.message(SentenceTranslation.marked(sentence));
    }

    /** Returns the problems of a scenario with their places; empty for an error of another kind. */
    List<Problem> problems() {
        return problems;
    }

    /**
     * Unchecked wrapper that passes a {@code UsageException} through code that does not declare it, such as the
     * execution of trials.
     */
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
