package dev.brownout.language.yaml;

import dev.brownout.format.TextSanitizer;
import dev.brownout.language.diagnostic.ProblemCollector;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.diagnostic.SourceText;
import dev.brownout.sentence.Sentence;
import java.util.List;
import java.util.OptionalInt;

/** Limits on the characters and lengths of texts in a scenario. */
public final class TextLimits {
    /** Maximum length of a key, and thus of a name, in characters. */
    public static final int MOST_OF_A_NAME = 200;

    /** Maximum length of a value, in characters. */
    public static final int MOST_OF_A_VALUE = 10_000;

    /** Maximum length of the title, in characters. */
    public static final int MOST_OF_A_TITLE = 200;

    /** Maximum length of a text about the scenario, in characters. */
    public static final int MOST_OF_A_TEXT = 2_000;

    private TextLimits() {}

    /** Reports the first invisible control or format character of a text. Returns whether there is none. */
    public static boolean check(SourceText source, String origin, ProblemCollector findings) {
        for (int line = 1; line <= source.lines().size(); line++) {
            String text = source.line(line);
            OptionalInt at = illegible(line == 1 ? unmarked(text) : text, true);
            if (at.isPresent()) {
                int column = text.codePointCount(0, at.getAsInt()) + 1;
                SourceLocation place = new SourceLocation(source, line, column, 1, origin, List.of());
                findings.error(ProblemKind.YAML, place, refused(text.codePointAt(at.getAsInt())));
                return false;
            }
        }
        return true;
    }

    /** Returns the text with its byte order mark (U+FEFF), if any, replaced by a blank. */
    private static String unmarked(String text) {
        return text.startsWith("\ufeff") ? " " + text.substring(1) : text;
    }

    /**
     * Reports a key that is not a valid name.
     *
     * @return whether the key is valid
     */
    static boolean key(String key, SourceLocation place, ProblemCollector findings) {
        if (!key.isBlank() && !TextSanitizer.isVisible(key)) {
            findings.error(
                    ProblemKind.YAML,
                    place,
                    "this name has no visible character; it needs a letter, a digit or a sign");
            return false;
        }
        return shorter("a name", key, MOST_OF_A_NAME, place, findings) && isLegible(key, false, place, findings);
    }

    /**
     * Reports a value that is not a valid text.
     *
     * @return whether the value is valid
     */
    static boolean value(String value, SourceLocation place, ProblemCollector findings) {
        return shorter("a value", value, MOST_OF_A_VALUE, place, findings) && isLegible(value, true, place, findings);
    }

    /**
     * Reports a text that is too long.
     *
     * @return whether the length is within the limit
     */
    public static boolean shorter(String name, String text, int most, SourceLocation place, ProblemCollector findings) {
        int length = text.codePointCount(0, text.length());
        if (length > most) {
            findings.error(ProblemKind.YAML, place, "{} has at most {} characters, not {}", name, most, length);
        }
        return length <= most;
    }

    private static boolean isLegible(String text, boolean lines, SourceLocation place, ProblemCollector findings) {
        OptionalInt at = illegible(text, lines);
        if (at.isPresent()) {
            int offset = text.codePointCount(0, at.getAsInt());
            findings.error(ProblemKind.YAML, place.subLocation(offset, 1), refused(text.codePointAt(at.getAsInt())));
        }
        return at.isEmpty();
    }

    /**
     * Returns the index of the first such character. Line ends and tabs are allowed if the text may have several lines.
     */
    private static OptionalInt illegible(String text, boolean lines) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int character = text.codePointAt(i);
            if (!TextSanitizer.plain(character) || !lines && (character == '\n' || character == '\t')) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private static Sentence refused(int character) {
        String code = String.format("U+%04X", character);
        return switch (character) {
            case '\n' -> Sentence.of("a name has one line; this one has a line end");
            case '\t' -> Sentence.of("a name has no tabs");
            default ->
                Sentence.of(
                        "the character {} is not allowed: control characters, characters that change the text "
                                + "direction, and characters without width are rejected",
                        code);
        };
    }
}
