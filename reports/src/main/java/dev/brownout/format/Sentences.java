package dev.brownout.format;

import java.util.Locale;
import java.util.regex.Pattern;

/** Formats sentences of a scenario. */
public final class Sentences {

    private static final Pattern TIME = Pattern.compile("^at [^:\\s]+: *");

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])\\s+(?=[\\p{Lu}\\d\"'])");

    private Sentences() {}

    /** Removes the time at the beginning of a fault: {@code at 4m: crash web/1} becomes {@code crash web/1}. */
    public static String withoutTime(String sentence) {
        return TIME.matcher(sentence).replaceFirst("");
    }

    /** Returns the leading sentences of a text that fit in some columns, but at least the first one. */
    public static String leading(String text, int columns) {
        String leading = "";
        for (String sentence : SENTENCE_END.split(text.strip(), -1)) {
            String longer = leading.isEmpty() ? sentence : leading + " " + sentence;
            if (!leading.isEmpty() && DisplayWidth.width(longer) > columns) {
                break;
            }
            leading = longer;
        }
        return leading;
    }

    /** Returns the sentence with an upper-case first letter. */
    public static String capitalized(String sentence) {
        int first = sentence.offsetByCodePoints(0, sentence.isEmpty() ? 0 : 1);
        return sentence.substring(0, first).toUpperCase(Locale.ROOT) + sentence.substring(first);
    }
}
