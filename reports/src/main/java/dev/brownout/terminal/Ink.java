package dev.brownout.terminal;

import java.util.regex.Pattern;

/** Colours for verdicts and headings, or none. */
final class Ink {

    private static final Pattern GOOD = Pattern.compile("(?<![\\w-])held(?!\\w|, but)");
    private static final Pattern EXPECTED = Pattern.compile("missed\\*|(?:missed|no data), as it should be");
    private static final Pattern BAD =
            Pattern.compile("MISSED|HELD!|UNSURE|held, but should be missed|undecided(?:, but should be missed)?");
    private static final String RESET = "\u001b[0m";

    private final boolean color;

    Ink(boolean color) {
        this.color = color;
    }

    String heading(String text) {
        return color ? "\u001b[1m" + text + RESET : text;
    }

    /** Colours the words of verdicts in a finished line. */
    String verdicts(String line) {
        if (!color) {
            return line;
        }
        String marked = BAD.matcher(line).replaceAll("\u001b[1;31m$0" + RESET);
        marked = EXPECTED.matcher(marked).replaceAll("\u001b[33m$0" + RESET);
        return GOOD.matcher(marked).replaceAll("\u001b[32m$0" + RESET);
    }
}
