package dev.brownout.terminal;

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
        return color && tone != Tone.PLAIN ? "\u001b[1;" + tone.color() + "m" + text + RESET : heading(text);
    }

    /** The words of a verdict in the colour of what it means. */
    String verdict(String text, Tone tone) {
        if (!color || tone == Tone.PLAIN) {
            return text;
        }
        return "\u001b[" + (tone == Tone.BAD ? "1;" : "") + tone.color() + "m" + text + RESET;
    }
}
