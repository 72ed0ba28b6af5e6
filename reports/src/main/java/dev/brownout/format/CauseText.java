package dev.brownout.format;

import dev.brownout.translation.Messages;
import dev.brownout.translation.SentenceTranslation;

/** Text of the cause of a failure. */
public final class CauseText {
    private CauseText() {}

    /**
     * Returns a cause in words: {@code timed out at db}.
     *
     * @param key cause in a result, such as {@code timed_out@db}
     */
    public static String text(String key) {
        String[] parts = key.split("@", 2);
        String cause = SentenceTranslation.text(words(parts[0]));
        return parts.length == 1 ? cause : Messages.text("chart.cause_at", cause, words(parts[1]));
    }

    private static String words(String name) {
        return name.replace('-', ' ').replace('_', ' ');
    }
}
