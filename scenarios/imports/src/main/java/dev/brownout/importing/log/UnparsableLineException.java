package dev.brownout.importing.log;

import dev.brownout.sentence.ExplainedFailure;
import dev.brownout.sentence.Sentence;

/**
 * Reason why a line cannot be parsed, without any text of the line. The exception is thrown for each such line, so it
 * has no stack trace.
 */
final class UnparsableLineException extends Exception implements ExplainedFailure {
    private static final long serialVersionUID = 1;

    private final transient Sentence sentence;
    private final boolean withoutRequest;

    UnparsableLineException(Sentence reason) {
        this(reason, false);
    }

    private UnparsableLineException(Sentence reason, boolean withoutRequest) {
        super(null, null, false, false);
        this.sentence = reason;
        this.withoutRequest = withoutRequest;
    }

    /** Returns the exception for a well-formed line that is no request, such as a message of an application. */
    static UnparsableLineException withoutRequest(Sentence reason) {
        return new UnparsableLineException(reason, true);
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }

    @Override
    public String getMessage() {
        return sentence.toString();
    }

    /** Returns whether the line is well-formed and no request. */
    boolean isWithoutRequest() {
        return withoutRequest;
    }
}
