package dev.brownout.terminal;

import dev.brownout.page.Tone;

/** Colours for verdicts and headings, or none. */
final class Ink {

    private static final String RESET = "\u001b[0m";

    private final boolean color;

    Ink(boolean color) {
        this.color = color;
    }

    String heading(String text) {
        return color ? "\u001b[1m" + text + RESET : text;
    }

    /** A heading that says how a run came out. */
    String heading(String text, Tone tone) {
        return color && tone != Tone.PLAIN ? "\u001b[1;" + number(tone) + "m" + text + RESET : heading(text);
    }

    /** A text behind the mark of what it means, in its colour. */
    String marked(String text, Tone tone) {
        return toned(mark(tone) + text, tone);
    }

    /** A text in the colour of what it means, which it says without one too. */
    String toned(String text, Tone tone) {
        return color && tone != Tone.PLAIN
                ? "\u001b[" + (tone == Tone.BAD ? "1;" : "") + number(tone) + "m" + text + RESET
                : text;
    }

    /** A text that matters less than those around it. */
    String faint(String text) {
        return color ? "\u001b[2m" + text + RESET : text;
    }

    /** The sign that says the same without a colour, with a blank behind it. */
    static String mark(Tone tone) {
        return switch (tone) {
            case PLAIN -> "";
            case GOOD, EXPECTED -> "✓ ";
            case BAD -> "✗ ";
        };
    }

    private static int number(Tone tone) {
        return switch (tone) {
            case PLAIN -> 0;
            case GOOD -> 32;
            case EXPECTED -> 33;
            case BAD -> 31;
        };
    }
}
