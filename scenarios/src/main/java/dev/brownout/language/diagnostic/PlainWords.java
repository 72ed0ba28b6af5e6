package dev.brownout.language.diagnostic;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Words of a text in a form that ignores case, hyphens, punctuation and plural endings. */
public final class PlainWords {
    /**
     * Characters between words: all except letters, digits, plus and point. The engine for browsers misreads a negated
     * class of categories and characters.
     */
    private static final Pattern SEPARATOR = Pattern.compile("(?:(?![+.])[^\\p{L}\\p{N}])+");

    private static final Pattern POSSESSIVE = Pattern.compile("['\u2019]s\\b");
    private static final Pattern SINGULAR_S = Pattern.compile(".*(ss|us|is)");
    /** Words of at most this length have no plural ending, such as DNS and GC. */
    private static final int SHORT = 3;

    private PlainWords() {}

    /** Returns the words of a text. */
    public static List<String> words(String text) {
        String plain = POSSESSIVE.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("");
        return Stream.of(SEPARATOR.split(plain))
                .map(word -> word.replaceAll("^[.]+|[.]+$", ""))
                .filter(word -> !word.isEmpty())
                .map(PlainWords::stem)
                .toList();
    }

    /** Returns the words of a text as one word, so that "fail-over", "fail over" and "failovers" are equal. */
    public static String join(String text) {
        return String.join("", words(text));
    }

    /** Removes a plural ending, and the final e that a plural may have or hide. */
    private static String stem(String word) {
        String stem = word;
        if (stem.length() > SHORT
                && stem.endsWith("s")
                && !SINGULAR_S.matcher(stem).matches()) {
            stem = stem.substring(0, stem.length() - 1);
        }
        if (stem.length() > SHORT && stem.endsWith("e")) {
            stem = stem.substring(0, stem.length() - 1);
        }
        return stem.length() > SHORT && stem.endsWith("y") ? stem.substring(0, stem.length() - 1) + "i" : stem;
    }
}
