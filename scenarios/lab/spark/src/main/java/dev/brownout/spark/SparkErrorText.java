package dev.brownout.spark;

/** Formatter that shortens a Spark error to one readable line. */
final class SparkErrorText {
    private static final int LONGEST = 300;

    private SparkErrorText() {}

    /**
     * Returns the first line of the error message, at most 300 characters, without the class names and stack traces
     * that Spark adds.
     */
    static String first(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage() == null ? thrown : thrown.getMessage());
        String line = message.strip().split("\n", -1)[0].strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
