package dev.brownout.importing;

/**
 * Says that no scenario can be made of what somebody has, in words for that person, which hold no secrets of theirs.
 */
public final class ImportException extends Exception {
    private static final long serialVersionUID = 1;

    /** With a message of one or more lines. */
    public ImportException(String message) {
        super(message);
    }
}
