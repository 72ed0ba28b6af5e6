package dev.brownout.language.diagnostic;

import dev.brownout.format.DisplayWidth;
import dev.brownout.format.TextSanitizer;
import dev.brownout.sentence.Sentence;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Formats quotations in messages, such as names, values and lines of a file: on one line, shortened, and with escapes
 * for characters that a terminal would interpret.
 */
public final class QuotedText {
    /** Maximum number of columns of a quotation. */
    public static final int COLUMNS = 80;

    private static final int WORD = 255;
    private static final int MESSAGE = 2_000;
    private static final String CUT = "…";
    private static final String MARGIN = "  ";
    /** Number of columns of a source line that are shown: a terminal's width less the margin and the ellipses. */
    private static final int SHOWN = COLUMNS - 4;

    private static final int TAB = 8;
    /** A quotation or a long word. Possessive quantifiers need no stack for each character. */
    private static final Pattern QUOTED =
            Pattern.compile("(?<![\\p{L}\\p{N}])'[^']*+'(?![\\p{L}\\p{N}])|[^\\s']{" + WORD + ",}+");

    private QuotedText() {}

    /** Returns an English message on one line, with long quotations and words shortened. */
    public static String message(Sentence message) {
        return message(message.toString());
    }

    /** Returns a message on one line, with long quotations and words shortened. */
    public static String message(String text) {
        String line = line(text);
        if (line.length() <= COLUMNS) {
            return line;
        }
        Matcher quoted = QUOTED.matcher(line);
        String brief = quoted.replaceAll(match -> Matcher.quoteReplacement(brief(match.group(), COLUMNS)));
        return brief(brief, MESSAGE);
    }

    /** Returns a text on one line, with escapes for line ends and for all characters that are not plain. */
    public static String line(String text) {
        return TextSanitizer.escape(text).replace("\n", "\\n").replace("\t", "\\t");
    }

    /** Returns the beginning and the end of a text that exceeds a length in code points, or the whole text. */
    private static String brief(String text, int most) {
        int length = text.codePointCount(0, text.length());
        if (length <= most) {
            return text;
        }
        int end = most / 3;
        int beginning = most - end - 1;
        return text.substring(0, text.offsetByCodePoints(0, beginning))
                + CUT
                + text.substring(text.offsetByCodePoints(text.length(), -end));
    }

    /**
     * Returns a source line and, below it, a caret under the part in error, aligned in terminal columns. A long line is
     * reduced to the surroundings of that part.
     *
     * @param column the start of the part, from 1, in code points
     * @param length the length of the part, in code points
     */
    static String caret(String text, int column, int length) {
        int[] points = text.codePoints().toArray();
        int index = Math.min(column - 1, points.length);
        int from = 0;
        int to = points.length;
        if (width(points, 0, points.length) > SHOWN) {
            from = index;
            while (from > 0 && width(points, from - 1, index) <= SHOWN / 2) {
                from--;
            }
            to = index;
            while (to < points.length && width(points, from, to + 1) <= SHOWN) {
                to++;
            }
            while (to == points.length && from > 0 && width(points, from - 1, to) <= SHOWN) {
                from--;
            }
        }
        StringBuilder line = new StringBuilder(from > 0 ? CUT : "");
        StringBuilder caret = new StringBuilder(from > 0 ? " " : "");
        for (int i = from; i < to; i++) {
            line.append(shown(points[i]));
            if (i < index) {
                caret.append(points[i] == '\t' ? "\t" : " ".repeat(width(points, i, i + 1)));
            }
        }
        int wrong = Math.max(1, width(points, index, Math.min(to, index + length)));
        return MARGIN + line + (to < points.length ? CUT : "") + "\n" + MARGIN + caret + "^" + "~".repeat(wrong - 1);
    }

    private static String shown(int point) {
        return point == '\t' ? "\t" : line(Character.toString(point));
    }

    /**
     * Returns the number of terminal columns of a part of a line. Stops counting above the shown width; a tab counts as
     * 8.
     */
    private static int width(int[] points, int from, int to) {
        int width = 0;
        for (int i = from; i < to && width <= SHOWN; i++) {
            width += points[i] == '\t' ? TAB : DisplayWidth.width(shown(points[i]));
        }
        return width;
    }
}
