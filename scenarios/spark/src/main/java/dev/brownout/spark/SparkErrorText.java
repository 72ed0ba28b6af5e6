package dev.brownout.spark;

/** What Spark says of a failure, in one line for people. */
final class SparkErrorText {
    private static final int LONGEST = 300;

    private SparkErrorText() {}

    /** The first line of what was thrown, without the names of classes and the traces that Spark puts into it. */
    static String first(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage() == null ? thrown : thrown.getMessage());
        String line = message.strip().split("\n", -1)[0].strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }
}
