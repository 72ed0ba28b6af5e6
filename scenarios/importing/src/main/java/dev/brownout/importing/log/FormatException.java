package dev.brownout.importing.log;

/** Thrown for a log format given by the user that is invalid or lacks required fields of a request. */
final class FormatException extends Exception {
    private static final long serialVersionUID = 1;

    FormatException(String message) {
        super(message);
    }
}
