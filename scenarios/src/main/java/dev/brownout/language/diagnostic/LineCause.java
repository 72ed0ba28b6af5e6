package dev.brownout.language.diagnostic;

import dev.brownout.sentence.Sentence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cause of an error that YAML or a parser notices elsewhere in the line, or in the line below: a character that
 * looks like one of the language, or a parameter in braces.
 *
 * @param place location of the cause
 * @param message the message that replaces that of the error
 */
record LineCause(SourceLocation place, Sentence message) {
    /** A parameter as other tools write it. Braces around one word have no meaning in a scenario. */
    private static final Pattern BRACES = Pattern.compile("\\$?\\{\\{?\\s*(\\w+)\\s*}}?");

    /** A text in quotes, or a comment. */
    private static final Pattern PROSE =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|(?<![^ :,\\[{(])'[^']*'|(?<!\\S)#.*");

    /** Length of a line above which it is not searched, as the pattern of quoted texts needs a deep stack. */
    private static final int LONGEST = 1_000;

    private static final int FULL_WIDTH_FIRST = 0xFF01;
    private static final int FULL_WIDTH_LAST = 0xFF5E;
    private static final int FULL_WIDTH_OFFSET = FULL_WIDTH_FIRST - '!';
    private static final int MINUS = 0x2212;

    /**
     * Returns the cause of an error; empty if there is none. That of an error of YAML is in its line or in the line
     * above, that of another error in its part of the line. A contradiction has no such cause.
     */
    static Optional<LineCause> of(ProblemKind kind, SourceLocation error) {
        Optional<LineCause> here = inLine(error, error.line());
        return kind == ProblemKind.YAML
                ? here.or(() -> inLine(error, error.line() - 1))
                : here.filter(cause -> kind != ProblemKind.IMPOSSIBLE && error.contains(cause.place()));
    }

    private static Optional<LineCause> inLine(SourceLocation error, int number) {
        String written = error.source().line(number);
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        String line = PROSE.matcher(written)
                .replaceAll(prose -> "\"".repeat(prose.group().length()));
        for (int i = 0; i < line.length(); i++) {
            String meant = meant(line, i);
            if (!meant.isEmpty()) {
                Sentence use = meant.isBlank() ? Sentence.of("a space") : Sentence.of("'{}'", meant);
                return Optional.of(new LineCause(
                        location(error, number, line, i, 1),
                        Sentence.of("{} does not fit here; use {}", quote(line.codePointAt(i)), use)));
            }
        }
        Matcher braces = BRACES.matcher(line);
        return braces.find()
                ? Optional.of(new LineCause(
                        location(
                                error,
                                number,
                                line,
                                braces.start(),
                                braces.group().length()),
                        Sentence.of(
                                braces.group().startsWith("$")
                                        ? "a parameter of 'params' is written as ${}, without braces"
                                        : "a value that begins with '{' is a map; a parameter of 'params' is written as"
                                                + " ${}",
                                braces.group(1))))
                : Optional.empty();
    }

    private static SourceLocation location(SourceLocation error, int number, String line, int index, int length) {
        int column = line.codePointCount(0, index) + 1;
        return new SourceLocation(error.source(), number, column, length, error.origin(), List.of());
    }

    /** Returns the character of the language that one looks like; empty if it is one of the language or of a text. */
    private static String meant(String line, int index) {
        char at = line.charAt(index);
        char before = index == 0 ? ' ' : line.charAt(index - 1);
        char next = index + 1 < line.length() ? line.charAt(index + 1) : ' ';
        boolean isFirst = " ,[{(:".indexOf(before) >= 0;
        if (at >= FULL_WIDTH_FIRST && at <= FULL_WIDTH_LAST) {
            return String.valueOf((char) (at - FULL_WIDTH_OFFSET));
        }
        return switch (Character.getType(at)) {
            case Character.SPACE_SEPARATOR -> at == ' ' ? "" : " ";
            case Character.INITIAL_QUOTE_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION -> isFirst ? "\"" : "";
            case Character.DASH_PUNCTUATION, Character.MATH_SYMBOL -> {
                boolean isDash = at != '-' && (at == MINUS || Character.getType(at) == Character.DASH_PUNCTUATION);
                boolean isItem = line.substring(0, index).isBlank() && next == ' ';
                yield isDash && (isItem || isFirst && Character.isDigit(next)) ? "-" : "";
            }
            default -> "";
        };
    }

    /** Returns a character in quotes, or the code and the name of one that is invisible or a look-alike. */
    private static String quote(int point) {
        String code = String.format(Locale.ROOT, "U+%04X", point);
        String name = Character.getName(point).toLowerCase(Locale.ROOT);
        return Character.isSpaceChar(point)
                ? code + " (" + name + ")"
                : "'" + Character.toString(point) + "' (" + code + ", " + name + ")";
    }
}
