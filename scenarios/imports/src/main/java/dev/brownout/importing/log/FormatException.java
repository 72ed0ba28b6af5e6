package dev.brownout.importing.log;

import dev.brownout.sentence.ExplainedFailure;
import dev.brownout.sentence.Sentence;

/** Thrown for a log format given by the user that is invalid or lacks required fields of a request. */
final class FormatException extends Exception implements ExplainedFailure {
    private static final long serialVersionUID = 1;

    private final transient Sentence sentence;

    FormatException(Sentence message) {
        super(message.toString());
        this.sentence = message;
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }
}
