package dev.brownout.language.diagnostic;

import dev.brownout.format.DisplayWidth;
import dev.brownout.format.TextSanitizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Quotations in messages of texts from other sources, such as names, values and lines of a file: in one line, short,
 * and with escapes for characters that would act on a terminal.
 */
public final class QuotedText {
    /** The most columns of a text that are quoted. */
    public static final int COLUMNS = 80;

    private static final int WORD = 255;
    private static final int MESSAGE = 2_000;
    private static final String CUT = "…";
    private static final String MARGIN = "  ";
    /** Columns of a line of a file that are shown: those of a terminal less the margin and the signs of a cut. */
    private static final int SHOWN = COLUMNS - 4;

    private static final int TAB = 8;
    private static final Pattern QUOTED =
            Pattern.compile("(?<![\\p{L}\\p{N}])'[^']*'(?![\\p{L}\\p{N}])|[^\\s']{" + WORD + ",}");

    private QuotedText() {}

    /** A message in which nothing that is quoted, and no word, is long, on one line. */
    public static String message(String text) {
        String line = line(text);
        if (line.length() <= COLUMNS) {
            return line;
        }
        Matcher quoted = QUOTED.matcher(line);
        String brief = quoted.replaceAll(match -> Matcher.quoteReplacement(brief(match.group(), COLUMNS)));
        return brief(brief, MESSAGE);
    }

    /** A text as it can stand in a line: with escapes for the ends of lines and all that is not plain. */
    public static String line(String text) {
        return TextSanitizer.escaped(text).replace("\n", "\\n").replace("\t", "\\t");
    }

    /** The beginning and the end of a text that is longer than some columns. */
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
     * A line of a file and, below it, a caret under what is wrong with it, in the columns of a terminal: of a long line
     * the part around that.
     *
     * @param column where the wrong part begins, from 1, in code points
     * @param length how long it is, in code points
     */
    static String caret(String text, int column, int length) {
        int[] points = text.codePoints().toArray();
        int at = Math.min(column - 1, points.length);
        int from = 0;
        int to = points.length;
        if (width(points, 0, points.length) > SHOWN) {
            from = at;
            while (from > 0 && width(points, from - 1, at) <= SHOWN / 2) {
                from--;
            }
            to = at;
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
            if (i < at) {
                caret.append(points[i] == '\t' ? "\t" : " ".repeat(width(points, i, i + 1)));
            }
        }
        int wrong = Math.max(1, width(points, at, Math.min(to, at + length)));
        return MARGIN + line + (to < points.length ? CUT : "") + "\n" + MARGIN + caret + "^" + "~".repeat(wrong - 1);
    }

    private static String shown(int point) {
        return point == '\t' ? "\t" : line(Character.toString(point));
    }

    /** Columns that a part of a line takes, as far as they matter; a tab as many as it may. */
    private static int width(int[] points, int from, int to) {
        int width = 0;
        for (int i = from; i < to && width <= SHOWN; i++) {
            width += points[i] == '\t' ? TAB : DisplayWidth.width(shown(points[i]));
        }
        return width;
    }
}
