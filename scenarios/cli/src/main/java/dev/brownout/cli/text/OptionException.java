package dev.brownout.cli.text;

import dev.brownout.sentence.ExplainedFailure;
import dev.brownout.sentence.Sentence;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Exception for an invalid command line, with a sentence for the user. */
public final class OptionException extends ParameterException implements ExplainedFailure {
    private static final long serialVersionUID = 1;

    private final transient Sentence sentence;

    public OptionException(CommandLine command, Sentence sentence) {
        super(command, sentence.toString());
        this.sentence = sentence;
    }

    public OptionException(CommandLine command, String form, Object... arguments) {
        this(command, Sentence.of(form, arguments));
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }
}
