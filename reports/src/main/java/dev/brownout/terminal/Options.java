package dev.brownout.terminal;

import java.util.List;

/**
 * Options for the rendering of a summary.
 *
 * @param color whether to use ANSI colors
 * @param width the number of columns of the terminal; less than 80 is raised to 80
 * @param hideMeasured whether to print {@code ???} in place of every measured value, so that readers can predict it
 * @param written the files that were written, listed at the end
 */
public record Options(boolean color, int width, boolean hideMeasured, List<String> written) {

    private static final int LEAST_WIDTH = 80;

    /** Raises the width to 80 and copies the list. */
    public Options {
        width = Math.max(width, LEAST_WIDTH);
        written = List.copyOf(written);
    }

    /** Returns options for plain text in 80 columns, without files. */
    public static Options plain() {
        return new Options(false, 80, false, List.of());
    }
}
