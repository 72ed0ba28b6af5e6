package dev.brownout.io;

import java.io.IOException;

/** Indicates that a file requires a newer program than this one. */
public final class NewerFormatException extends IOException {
    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;

    /**
     * Creates an exception.
     *
     * @param reason the reason, from {@link FileFormat#refusal}
     * @param line the line of the version in the file, from 1
     * @param column the column of its first character, from 1
     */
    public NewerFormatException(String reason, int line, int column) {
        super(reason);
        this.line = line;
        this.column = column;
    }

    /** Returns the message for a file of a given name, with the position of the version. */
    public String about(Object file) {
        return file + ":" + line + ":" + column + ": " + getMessage();
    }
}
