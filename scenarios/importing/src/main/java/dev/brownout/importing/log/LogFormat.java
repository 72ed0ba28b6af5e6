package dev.brownout.importing.log;

/** Parser for the lines of one log format. */
interface LogFormat {
    /** Returns the human-readable name of the format. */
    String name();

    /** Returns the value of {@code --format} for this format. */
    String option();

    /**
     * Returns whether a line is no request, such as a comment. A parser may store what the line declares about the
     * lines after it.
     */
    default boolean aside(String line) {
        return false;
    }

    /**
     * Parses a line.
     *
     * @param line the line without its line terminator; each byte that is not ASCII is a character of Latin-1
     * @throws UnparsableLineException if the line does not have this format
     */
    AccessLogEntry read(String line) throws UnparsableLineException;
}
