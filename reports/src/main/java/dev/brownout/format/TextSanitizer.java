package dev.brownout.format;

/**
 * Classifies the characters of user-defined texts, such as names and titles, and replaces unsafe ones. Plain characters
 * are all visible characters, and {@code \n} and tab.
 *
 * <p>These are not plain: control characters; characters that change the text direction (embeddings, overrides and
 * isolates of the Unicode Bidirectional Algorithm, UAX #9); other line separators; invisible characters without width
 * (format characters such as U+200B and U+00AD, the Hangul fillers); and noncharacters.
 *
 * <p>Joiners and direction marks (U+200C to U+200F, U+061C) are plain, as scripts and emoji need them.
 */
public final class TextSanitizer {
    private static final char REPLACEMENT = '\ufffd';
    private static final int BLANK_BRAILLE = 0x2800;

    private TextSanitizer() {}

    /** Returns whether a character is plain. XML 1.0 (section 2.2) can represent every plain character. */
    public static boolean plain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> character == '\n' || character == '\t';
            case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            case Character.FORMAT -> joins(character) || shownFormat(character);
            default -> !filler(character) && !isInvisible(character);
        };
    }

    /** Returns whether a text has a visible character: not blank, not combining and not a joiner. */
    public static boolean isVisible(String text) {
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

    /**
     * Returns whether a character is a visible sign of Arabic, Syriac or Kaithi before numbers. Unicode classifies
     * these as format characters.
     */
    private static boolean shownFormat(int character) {
        return character >= 0x0600 && character <= 0x0605
                || character == 0x06DD
                || character == 0x070F
                || character >= 0x0890 && character <= 0x0891
                || character == 0x08E2
                || character == 0x110BD
                || character == 0x110CD;
    }

    /** Returns whether a character is a Hangul filler. */
    private static boolean filler(int character) {
        return character == 0x115F || character == 0x1160 || character == 0x3164 || character == 0xFFA0;
    }

    private static boolean isInvisible(int character) {
        return (character & 0xFFFE) == 0xFFFE || character >= 0xFDD0 && character <= 0xFDEF;
    }

    /**
     * Returns the text with a replacement character for each character that is not plain, for documents that cannot
     * represent it.
     */
    public static String replace(String text) {
        return plain(text)
                ? text
                : text.codePoints()
                        .map(character -> plain(character) ? character : REPLACEMENT)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** Returns the text with a visible escape such as <code>&#92;u001b</code> for each character that is not plain. */
    public static String escape(String text) {
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
