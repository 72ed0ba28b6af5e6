package dev.brownout.importing;

/**
 * Thrown if no scenario can be made from the input. The message is meant for the user and contains no secrets of the
 * input.
 */
public final class ImportException extends Exception {
    private static final long serialVersionUID = 1;

    /** Creates an exception with a message of one or more lines. */
    public ImportException(String message) {
        super(message);
    }
}
