package dev.brownout.io;

import java.io.IOException;

/** A file is written for a newer program than this one. */
public final class NewerFormatException extends IOException {
    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;

    /**
     * Says so.
     *
     * @param why in words, as {@link FileFormat#refusal} has them
     * @param line where the file says its number, from 1
     * @param column the first character of the number, from 1
     */
    public NewerFormatException(String why, int line, int column) {
        super(why);
        this.line = line;
        this.column = column;
    }

    /** The whole sentence about a file of this name, with the place in it. */
    public String about(Object file) {
        return file + ":" + line + ":" + column + ": " + getMessage();
    }
}
