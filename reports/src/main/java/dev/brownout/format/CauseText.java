package dev.brownout.format;

/** Text of the cause of a failure. */
public final class CauseText {
    private CauseText() {}

    /**
     * Returns a cause in words: {@code timed out at db}.
     *
     * @param key cause in a result, such as {@code timed_out@db}
     */
    public static String of(String key) {
        return key.replace('-', ' ').replace('_', ' ').replace("@", " at ");
    }
}
