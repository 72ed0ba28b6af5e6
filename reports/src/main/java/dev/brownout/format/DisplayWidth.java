package dev.brownout.format;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures and breaks text by terminal columns. Hangul, other East Asian characters and emoji take two columns.
 * Combining characters, such as an accent or the later letters of a Hangul syllable, take none.
 */
public final class DisplayWidth {
    private static final int[][] WIDE = {
        {0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0x33FF}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xA000, 0xA4CF},
        {0xA960, 0xA97F}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6},
        {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1FAFF}, {0x20000, 0x3FFFD}
    };
    /** Range of the vowels and final consonants of a Hangul syllable that is written letter by letter. */
    private static final int[] JOINED = {0x1160, 0x11FF};

    private static final char ESCAPE = '\u001b';
    private static final Pattern COLOR = Pattern.compile("\u001b\\[[0-9;]*m");
    /** Matches the end of a word that ends in a number. */
    private static final Pattern NUMBER = Pattern.compile("\\d$");
    /** Matches a word that begins with a unit. A Korean particle follows a unit without a blank. */
    private static final Pattern UNIT = Pattern.compile(UnitSymbols.REGEX + "((?=[가-힣])|(?![\\p{L}\\p{N}/]))");

    private DisplayWidth() {}

    /** Returns the number of columns of a text. Color codes take none. */
    public static int width(String text) {
        return COLOR.matcher(text)
                .replaceAll("")
                .codePoints()
                .map(DisplayWidth::width)
                .sum();
    }

    private static int width(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        if (character >= JOINED[0] && character <= JOINED[1]) {
            return 0;
        }
        for (int[] range : WIDE) {
            if (character >= range[0] && character <= range[1]) {
                return 2;
            }
        }
        return 1;
    }

    /** Pads a text on the right to a width. A longer text is cut with an ellipsis. */
    public static String left(String text, int width) {
        String cut = cut(text, width);
        return cut + " ".repeat(width - width(cut));
    }

    /** Pads a text on the left to a width. A longer text is cut with an ellipsis. */
    public static String right(String text, int width) {
        String cut = cut(text, width);
        return " ".repeat(width - width(cut)) + cut;
    }

    /** Cuts a text to a width, with an ellipsis at its end. */
    public static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        Matcher color = COLOR.matcher(text);
        if (color.lookingAt()) {
            String plain = COLOR.matcher(text).replaceAll("");
            return color.group() + cut(plain, width) + text.substring(text.lastIndexOf(ESCAPE));
        }
        StringBuilder cut = new StringBuilder();
        int used = 1;
        for (int character : text.codePoints().toArray()) {
            if (used + width(character) > width) {
                break;
            }
            cut.appendCodePoint(character);
            used += width(character);
        }
        return cut + "…";
    }

    /**
     * Breaks a text at blanks into lines of a width. A number and its unit stay on one line. A longer word is broken at
     * the end of the line.
     */
    public static List<String> wrap(String text, int width) {
        return lines(text, width, false);
    }

    /**
     * Breaks a text at blanks into lines of a width. A number and its unit stay on one line. A longer word, such as a
     * path, is not broken.
     */
    public static List<String> fill(String text, int width) {
        return lines(text, width, true);
    }

    private static List<String> lines(String text, int width, boolean whole) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : words(text, width)) {
            String rest = word;
            if (!line.isEmpty() && width(line) + 1 + width(rest) <= width) {
                line = line + " " + rest;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            while (!whole && width(rest) > width) {
                String head = head(rest, width);
                lines.add(head);
                rest = rest.substring(head.length());
            }
            line = rest;
        }
        lines.add(line);
        return lines;
    }

    /** Returns the words of a text. A number and its unit are one word unless it is longer than a line. */
    private static List<String> words(String text, int width) {
        List<String> words = new ArrayList<>();
        for (String word : text.strip().split("\\s+", -1)) {
            int last = words.size() - 1;
            boolean unit = last >= 0
                    && NUMBER.matcher(words.get(last)).find()
                    && UNIT.matcher(word).lookingAt();
            String together = unit ? words.get(last) + " " + word : "";
            if (unit && width(together) <= width) {
                words.set(last, together);
            } else {
                words.add(word);
            }
        }
        return words;
    }

    private static String head(String text, int width) {
        int end = 0;
        int used = 0;
        while (end < text.length() && used + width(text.codePointAt(end)) <= width) {
            used += width(text.codePointAt(end));
            end = text.offsetByCodePoints(end, 1);
        }
        return text.substring(0, Math.max(end, Character.charCount(text.codePointAt(0))));
    }
}
