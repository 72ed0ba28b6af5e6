package dev.brownout.terminal;

import dev.brownout.summary.OutcomeTone;

/** Colours for verdicts and headings, or none. */
final class AnsiStyle {

    private static final String RESET = "\u001b[0m";

    private final boolean color;

    AnsiStyle(boolean color) {
        this.color = color;
    }

    String heading(String text) {
        return color ? "\u001b[1m" + text + RESET : text;
    }

    /** A heading that says how a run came out. */
    String heading(String text, OutcomeTone tone) {
        return color && tone != OutcomeTone.PLAIN ? "\u001b[1;" + number(tone) + "m" + text + RESET : heading(text);
    }

    /** A text behind the mark of what it means, in its colour. */
    String marked(String text, OutcomeTone tone) {
        return toned(mark(tone) + text, tone);
    }

    /** A text in the colour of what it means, which it says without one too. */
    String toned(String text, OutcomeTone tone) {
        return color && tone != OutcomeTone.PLAIN
                ? "\u001b[" + (tone == OutcomeTone.BAD ? "1;" : "") + number(tone) + "m" + text + RESET
                : text;
    }

    /** A text that matters less than those around it. */
    String faint(String text) {
        return color ? "\u001b[2m" + text + RESET : text;
    }

    /** The sign that says the same without a colour, with a blank behind it. */
    static String mark(OutcomeTone tone) {
        return switch (tone) {
            case PLAIN -> "";
            case GOOD, EXPECTED -> "✓ ";
            case BAD -> "✗ ";
        };
    }

    private static int number(OutcomeTone tone) {
        return switch (tone) {
            case PLAIN -> 0;
            case GOOD -> 32;
            case EXPECTED -> 33;
            case BAD -> 31;
        };
    }
}
