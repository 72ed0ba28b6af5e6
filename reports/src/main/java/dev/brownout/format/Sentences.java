package dev.brownout.format;

import java.util.Locale;
import java.util.regex.Pattern;

/** Formats sentences of a scenario. */
public final class Sentences {

    private static final Pattern TIME = Pattern.compile("^at [^:\\s]+: *");

    private Sentences() {}

    /** Removes the time at the beginning of a fault: {@code at 4m: crash web/1} becomes {@code crash web/1}. */
    public static String withoutTime(String sentence) {
        return TIME.matcher(sentence).replaceFirst("");
    }

    /** Returns the sentence with an upper-case first letter. */
    public static String begun(String sentence) {
        int first = sentence.offsetByCodePoints(0, sentence.isEmpty() ? 0 : 1);
        return sentence.substring(0, first).toUpperCase(Locale.ROOT) + sentence.substring(first);
    }
}
