package dev.brownout.terminal;

import java.util.List;

/**
 * How to write a summary.
 *
 * @param color whether to colour verdicts with ANSI codes
 * @param width columns of the terminal, at least 80
 * @param hideMeasured whether to put {@code ???} for every measured value, for a reader who guesses first
 * @param written files that were written, named last
 */
public record Options(boolean color, int width, boolean hideMeasured, List<String> written) {

    private static final int LEAST_WIDTH = 80;

    /** Takes the list as it is now. */
    public Options {
        width = Math.max(width, LEAST_WIDTH);
        written = List.copyOf(written);
    }

    /** Plain text in 80 columns with no file named. */
    public static Options plain() {
        return new Options(false, 80, false, List.of());
    }
}
