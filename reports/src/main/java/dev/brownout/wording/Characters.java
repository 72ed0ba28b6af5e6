package dev.brownout.wording;

/**
 * The characters of texts that people choose, such as names and titles, and what is written instead of those that act
 * on whoever reads them. Plain are all that show themselves, and {@code \n} and tab between them. Not plain are control
 * characters, what turns the direction of the text around it (embeddings, overrides and isolates of the Unicode
 * Bidirectional Algorithm, UAX #9), the other separators of lines, and what is no character at all.
 */
public final class Characters {
    private static final char REPLACEMENT = '\ufffd';

    private Characters() {}

    /** Whether a character is plain; XML 1.0 (section 2.2) can hold every plain one. */
    public static boolean plain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character == '\n' || character == '\t';
            case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> !turns(character) && !nothing(character);
        };
    }

    private static boolean turns(int character) {
        return character >= 0x202A && character <= 0x202E || character >= 0x2066 && character <= 0x2069;
    }

    private static boolean nothing(int character) {
        return (character & 0xFFFE) == 0xFFFE || character >= 0xFDD0 && character <= 0xFDEF;
    }

    /** The text with a replacement character for each that is not plain, for documents that cannot hold them. */
    public static String replaced(String text) {
        return plain(text)
                ? text
                : text.codePoints()
                        .map(character -> plain(character) ? character : REPLACEMENT)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** The text with an escape such as <code>&#92;u001b</code> for each character that is not plain, for people. */
    public static String escaped(String text) {
        if (plain(text)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (plain(character)) {
                escaped.appendCodePoint(character);
            } else {
                escaped.append(String.format(character > 0xFFFF ? "\\U%08x" : "\\u%04x", character));
            }
        });
        return escaped.toString();
    }

    private static boolean plain(String text) {
        return text.codePoints().allMatch(Characters::plain);
    }
}
