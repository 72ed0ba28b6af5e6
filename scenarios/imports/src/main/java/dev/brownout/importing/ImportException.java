package dev.brownout.importing;

import dev.brownout.io.FileError;
import dev.brownout.sentence.ExplainedFailure;
import dev.brownout.sentence.Sentence;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.ZipException;

/**
 * Thrown if no scenario can be made from the input. The message is meant for the user and contains no secrets of the
 * input.
 */
public final class ImportException extends Exception implements ExplainedFailure {
    private static final long serialVersionUID = 1;

    private final transient Sentence sentence;

    /** Creates an exception with a message of one or more lines. */
    public ImportException(Sentence message) {
        super(message.toString());
        this.sentence = message;
    }

    /** Creates an exception from the form of its message. */
    public ImportException(String form, Object... arguments) {
        this(Sentence.of(form, arguments));
    }

    @Override
    public Sentence sentence() {
        return sentence;
    }

    /** Returns the exception for an unreadable file, or for a file with truncated or damaged gzip data. */
    public static ImportException unreadable(String file, IOException failure) {
        boolean damaged = failure instanceof EOFException || failure instanceof ZipException;
        return damaged
                ? new ImportException("{}: the gzip data is truncated or damaged; the missing amount is unknown", file)
                : new ImportException("{}: cannot be read: {}", file, FileError.words(failure));
    }
}
