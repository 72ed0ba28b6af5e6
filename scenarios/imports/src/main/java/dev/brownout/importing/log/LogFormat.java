package dev.brownout.importing.log;

import dev.brownout.importing.loadtest.LoopKind;
import java.util.List;

/** Parser for the lines of one log format. */
interface LogFormat {
    /** Marker for an unknown time. */
    long NO_TIME = Long.MIN_VALUE;

    /** Returns the human-readable name of the format. */
    String name();

    /** Returns the value of {@code --format} for this format. */
    String option();

    /**
     * Returns whether a line is no request, such as a comment. A parser may store the declarations of the line about
     * the lines after it.
     */
    default boolean isSkipped(String line) {
        return false;
    }

    /**
     * Parses a line.
     *
     * @param line the line without its line terminator; each byte that is not ASCII is a character of Latin-1
     * @param writtenMicros time when the line was written, for a line without a time of its own; in microseconds since
     *     1970, or {@link #NO_TIME}
     * @throws UnparsableLineException if the line does not have this format, or is no request
     */
    AccessLogEntry read(String line, long writtenMicros) throws UnparsableLineException;

    /** Parses a line that has a time of its own. */
    default AccessLogEntry read(String line) throws UnparsableLineException {
        return read(line, NO_TIME);
    }

    /** Returns the contents of the lines that the import leaves out, one sentence for each. */
    default List<String> leftOut() {
        return List.of();
    }

    /** Returns the reason why the lines have no response times, for a log in which no line has one. */
    default String untimed() {
        return "the log has no response times";
    }

    /** Returns whether the times are those of a load generator, with the network, instead of those of a server. */
    default boolean measuredByClient() {
        return false;
    }

    /** Returns the number of users of a load generator at the last line, or 0 if the lines do not state it. */
    default int activeUsers() {
        return 0;
    }

    /** Returns whether requests depend on responses. */
    default LoopKind loop() {
        return LoopKind.EITHER;
    }
}
