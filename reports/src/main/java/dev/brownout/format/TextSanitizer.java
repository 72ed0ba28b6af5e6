package dev.brownout.format;

/**
 * The characters of texts that people choose, such as names and titles, and what is written instead of those that act
 * on whoever reads them. Plain are all that show themselves, and {@code \n} and tab between them. Not plain are control
 * characters, what turns the direction of the text around it (embeddings, overrides and isolates of the Unicode
 * Bidirectional Algorithm, UAX #9), the other separators of lines, what takes no place and shows nothing (format
 * characters such as U+200B and U+00AD, the fillers of Hangul), and what is no character at all. Joiners and the marks
 * of a direction (U+200C to U+200F, U+061C) are plain, as scripts and emoji need them between others.
 */
public final class TextSanitizer {
    private static final char REPLACEMENT = '\ufffd';
    private static final int BLANK_BRAILLE = 0x2800;

    private TextSanitizer() {}

    /** Whether a character is plain; XML 1.0 (section 2.2) can hold every plain one. */
    public static boolean plain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character == '\n' || character == '\t';
            case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.FORMAT -> joins(character) || shownFormat(character);
            default -> !filler(character) && !nothing(character);
        };
    }

    /** Whether a text has a character that is seen: one that is no blank, takes a place, and joins no others. */
    public static boolean visible(String text) {
        return text.codePoints()
                .anyMatch(character -> plain(character)
                        && !joins(character)
                        && !Character.isWhitespace(character)
                        && !Character.isSpaceChar(character)
                        && character != BLANK_BRAILLE
                        && Character.getType(character) != Character.NON_SPACING_MARK
                        && Character.getType(character) != Character.ENCLOSING_MARK);
    }

    private static boolean joins(int character) {
        return character >= 0x200C && character <= 0x200F || character == 0x061C;
    }

    /** Signs of Arabic, Syriac and Kaithi that stand before numbers and are seen, though Unicode calls them formats. */
    private static boolean shownFormat(int character) {
        return character >= 0x0600 && character <= 0x0605
                || character == 0x06DD
                || character == 0x070F
                || character >= 0x0890 && character <= 0x0891
                || character == 0x08E2
                || character == 0x110BD
                || character == 0x110CD;
    }

    /** Letters of Hangul that stand for none. */
    private static boolean filler(int character) {
        return character == 0x115F || character == 0x1160 || character == 0x3164 || character == 0xFFA0;
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
        return text.codePoints().allMatch(TextSanitizer::plain);
    }
}
