package dev.brownout.importing.log;

/**
 * Reason why a line cannot be parsed, without any text of the line. The exception is thrown for each such line, so it
 * has no stack trace.
 */
final class UnparsableLineException extends Exception {
    private static final long serialVersionUID = 1;

    UnparsableLineException(String reason) {
        super(reason, null, false, false);
    }
}
