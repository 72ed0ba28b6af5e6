package dev.brownout.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Messages for files that cannot be read or written, for the user. */
public final class FileError {
    private FileError() {}

    /** Returns the message that a path cannot be written to, with the reason. */
    public static String unwritable(Path path, IOException failure) {
        return "cannot write to " + path + ": " + words(failure);
    }

    /** Returns the reason of a failure, to be printed after the file name and a colon. */
    public static String words(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
            return ((FileSystemException) failure).getFile() + " is no folder";
        }
        if (failure instanceof FileSystemException e && e.getReason() != null) {
            return e.getReason();
        }
        return String.valueOf(failure.getMessage());
    }
}
