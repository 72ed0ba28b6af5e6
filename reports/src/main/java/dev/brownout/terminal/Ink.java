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
        if (!color || tone == Tone.PLAIN) {
            return mark(tone) + text;
        }
        return "\u001b[" + (tone == Tone.BAD ? "1;" : "") + number(tone) + "m" + mark(tone) + text + RESET;
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
