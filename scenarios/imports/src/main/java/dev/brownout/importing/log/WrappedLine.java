package dev.brownout.importing.log;

/**
 * Line of a program inside the line of the system that collects its output.
 *
 * @param text the line of the program
 * @param writtenMicros time when it was written, in microseconds since 1970, or {@link LogFormat#NO_TIME}
 * @param error whether it was written to standard error
 */
record WrappedLine(String text, long writtenMicros, boolean error) {}
