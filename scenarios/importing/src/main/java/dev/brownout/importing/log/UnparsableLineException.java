package dev.brownout.importing.log;

/**
 * Says why a line is not understood, in words that hold nothing of the line. It is thrown for each such line, so it
 * does not look where it came from.
 */
final class UnparsableLineException extends Exception {
    private static final long serialVersionUID = 1;

    UnparsableLineException(String reason) {
        super(reason, null, false, false);
    }
}
