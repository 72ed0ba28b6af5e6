package dev.brownout.cli.screen;

import dev.brownout.format.DisplayWidth;
import dev.brownout.format.TextSanitizer;
import dev.brownout.terminal.TerminalWidth;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A line of a terminal that is overwritten at each update. */
final class StatusLine {
    /** Minimum time between two updates, in ns. */
    static final long PAUSE_NANOS = 100_000_000;

    private static final String ERASED = "\u001b[K";

    private final PrintStream screen;
    /** One column less than the terminal has, so that no line wraps. */
    private final int columns = TerminalWidth.current() - 1;

    StatusLine(PrintStream screen) {
        this.screen = screen;
    }

    /** Replaces the line by the part of a text that fits. */
    void show(String text) {
        write("\r" + DisplayWidth.cut(TextSanitizer.escape(text), columns) + ERASED);
    }

    /** Erases the line. */
    void erase() {
        write("\r" + ERASED);
    }

    private void write(String text) {
        screen.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        screen.flush();
    }
}
