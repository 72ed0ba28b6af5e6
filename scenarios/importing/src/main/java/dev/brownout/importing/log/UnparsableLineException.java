package dev.brownout.importing.log;

/**
 * Reason why a line cannot be parsed, without any text of the line. The exception is thrown for each such line, so it
 * has no stack trace.
 */
final class UnparsableLineException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean withoutRequest;

    UnparsableLineException(String reason) {
        this(reason, false);
    }

    private UnparsableLineException(String reason, boolean withoutRequest) {
        super(reason, null, false, false);
        this.withoutRequest = withoutRequest;
    }

    /** Returns the exception for a well-formed line that is no request, such as a message of an application. */
    static UnparsableLineException withoutRequest(String reason) {
        return new UnparsableLineException(reason, true);
    }

    /** Returns whether the line is well-formed and no request. */
    boolean isWithoutRequest() {
        return withoutRequest;
    }
}
