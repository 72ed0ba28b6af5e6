package dev.brownout.language.problem;

import dev.brownout.wording.Characters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What messages quote of texts that somebody else chose, such as names, values and lines of a file: in one line, short,
 * and with escapes for characters that would act on a terminal.
 */
public final class Excerpt {
    /** The most columns of a text that are quoted. */
    public static final int COLUMNS = 80;

    private static final int WORD = 255;
    private static final int MESSAGE = 2_000;
    private static final String CUT = "…";
    private static final Pattern QUOTED =
            Pattern.compile("(?<![\\p{L}\\p{N}])'[^']*'(?![\\p{L}\\p{N}])|[^\\s']{" + WORD + ",}");

    private Excerpt() {}

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
        return Characters.escaped(text).replace("\n", "\\n").replace("\t", "\\t");
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
     * A line of a file and, below it, a caret under what is wrong with it: of a long line the part around that.
     *
     * @param column where the wrong part begins, from 1, in code points
     * @param length how long it is, in code points
     */
    static String caret(String text, int column, int length) {
        int[] points = text.codePoints().toArray();
        int at = Math.min(column - 1, points.length);
        int from = points.length <= COLUMNS ? 0 : Math.max(0, Math.min(at - COLUMNS / 2, points.length - COLUMNS));
        int to = Math.min(points.length, from + COLUMNS);
        StringBuilder line = new StringBuilder(from > 0 ? CUT : "");
        StringBuilder caret = new StringBuilder(from > 0 ? " " : "");
        for (int i = from; i < to; i++) {
            String shown = points[i] == '\t' ? "\t" : line(Character.toString(points[i]));
            line.append(shown);
            if (i < at) {
                caret.append(
                        points[i] == '\t'
                                ? "\t"
                                : " ".repeat(wide(points[i]) ? 2 : shown.codePointCount(0, shown.length())));
            }
        }
        int wrong = Math.max(1, Math.min(length, to - at));
        return "  " + line + (to < points.length ? CUT : "") + "\n  " + caret + "^" + "~".repeat(wrong - 1);
    }

    /** Whether a terminal gives the character two columns, as for Hangul, Kana, Han and most emoji. */
    private static boolean wide(int point) {
        return (point >= 0x1100 && point <= 0x115F)
                || (point >= 0x2E80 && point <= 0xA4CF)
                || (point >= 0xAC00 && point <= 0xD7A3)
                || (point >= 0xF900 && point <= 0xFAFF)
                || (point >= 0xFF00 && point <= 0xFF60)
                || (point >= 0x1F300 && point <= 0x1FAFF);
    }
}
