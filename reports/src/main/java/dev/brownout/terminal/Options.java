package dev.brownout.terminal;

import java.util.List;

/**
 * Options for the rendering of a summary.
 *
 * @param color whether to use ANSI colors
 * @param width the number of columns of the terminal
 * @param hideMeasured whether to print {@code ???} in place of every measured value, so that readers can predict it
 * @param written the files that were written, listed at the end
 * @param wallSeconds the duration of the simulation on the wall clock; {@code NaN} to print none
 * @param next the command that helps after a failure; empty for none
 */
public record Options(
        boolean color, int width, boolean hideMeasured, List<String> written, double wallSeconds, String next) {

    /** Copies the list. */
    public Options {
        written = List.copyOf(written);
    }

    /** Creates options without the facts of one execution. */
    public Options(boolean color, int width, boolean hideMeasured, List<String> written) {
        this(color, width, hideMeasured, written, Double.NaN, "");
    }

    /** Returns the options with the facts of one execution. */
    public Options executed(double seconds, String nextCommand) {
        return new Options(color, width, hideMeasured, written, seconds, nextCommand);
    }

    /** Returns options for plain text in 80 columns, without files. */
    public static Options plain() {
        return new Options(false, TerminalWidth.USUAL, false, List.of());
    }
}
