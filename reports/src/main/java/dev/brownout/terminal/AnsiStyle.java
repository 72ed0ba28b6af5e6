package dev.brownout.terminal;

import dev.brownout.summary.OutcomeTone;

/** ANSI colors for verdicts and headings; plain text if color is disabled. */
final class AnsiStyle {

    private static final String RESET = "\u001b[0m";

    private final boolean color;

    AnsiStyle(boolean color) {
        this.color = color;
    }

    String heading(String text) {
        return color ? "\u001b[1m" + text + RESET : text;
    }

    /** Returns a heading in the color of an outcome. */
    String heading(String text, OutcomeTone tone) {
        return color && tone != OutcomeTone.PLAIN ? "\u001b[1;" + number(tone) + "m" + text + RESET : heading(text);
    }

    /** Returns a text in the color of an outcome, after its symbol. */
    String marked(String text, OutcomeTone tone) {
        return toned(tone.mark() + text, tone);
    }

    /** Returns a text in the color of an outcome. The text must state the outcome without the color too. */
    String toned(String text, OutcomeTone tone) {
        return color && tone != OutcomeTone.PLAIN
                ? "\u001b[" + (tone == OutcomeTone.BAD ? "1;" : "") + number(tone) + "m" + text + RESET
                : text;
    }

    /** Returns a text of less importance, in a faint style. */
    String faint(String text) {
        return color ? "\u001b[2m" + text + RESET : text;
    }

    private static int number(OutcomeTone tone) {
        return switch (tone) {
            case PLAIN -> 0;
            case GOOD -> 32;
            case EXPECTED, UNDECIDED, NO_DATA -> 33;
            case BAD -> 31;
        };
    }
}
