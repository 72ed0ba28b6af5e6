package dev.brownout.importing.log;

/** How a log is written: what is read of one of its lines. */
interface LogFormat {
    /** What it is called, for people. */
    String name();

    /** What is said behind {@code --format} for it. */
    String option();

    /** Whether a line tells of no request, such as a remark; what it says of those behind it is heard. */
    default boolean aside(String line) {
        return false;
    }

    /**
     * Reads a line.
     *
     * @param line without its end; bytes that are no ASCII are characters of Latin-1
     * @throws UnparsableLineException if it is not written so
     */
    AccessLogEntry read(String line) throws UnparsableLineException;
}
