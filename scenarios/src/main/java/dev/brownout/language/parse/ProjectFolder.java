package dev.brownout.language.parse;

import java.io.IOException;

/** The folder of a scenario, in which it can name other files. */
@FunctionalInterface
public interface ProjectFolder {
    /**
     * Returns the text of a file.
     *
     * @param name its path relative to the scenario
     * @param mostBytes the maximum size, in bytes
     * @throws IOException if it cannot be read, is not a file, is larger, or is not valid UTF-8
     * @throws FileOutsideException if the path leads out of the project
     * @throws java.nio.file.InvalidPathException if the name is not a path
     */
    String text(String name, int mostBytes) throws IOException;

    /** Signals a path that leads out of the project. */
    final class FileOutsideException extends IOException {
        private static final long serialVersionUID = 1;
    }
}
