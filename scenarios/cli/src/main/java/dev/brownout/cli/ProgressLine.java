package dev.brownout.cli;

import dev.brownout.experiment.Progress;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One line on a screen that says how far the runs have come, written over again and again, and wiped at the end. */
final class ProgressLine implements Progress {
    private static final long PAUSE_NANOS = 100_000_000;
    private static final int BAR = 30;
    private static final String WIPED = "\r\u001b[K";

    private final PrintStream screen;
    private final boolean shown;
    private String what = "";
    private double[] shares = {};
    private long[] events = {};
    private long[] inFlight = {};
    private long lastAt;

    /**
     * A line about some runs.
     *
     * @param shown false where {@code screen} is none
     */
    ProgressLine(PrintStream screen, boolean shown) {
        this.screen = screen;
        this.shown = shown;
    }

    @Override
    public synchronized void begins(String design, int runs) {
        what = design.isEmpty() ? "" : design + " ";
        shares = new double[runs];
        events = new long[runs];
        inFlight = new long[runs];
        lastAt = System.nanoTime();
    }

    @Override
    public synchronized void reached(int run, double share, long fired, long open) {
        shares[run] = share;
        events[run] = fired;
        inFlight[run] = share < 1 ? open : 0;
        long now = System.nanoTime();
        if (shown && now - lastAt >= PAUSE_NANOS) {
            lastAt = now;
            screen.writeBytes(("\r" + what + text() + "\u001b[K").getBytes(StandardCharsets.UTF_8));
            screen.flush();
        }
    }

    @Override
    public synchronized void ends() {
        if (shown) {
            screen.writeBytes(WIPED.getBytes(StandardCharsets.UTF_8));
            screen.flush();
        }
    }

    private String text() {
        double share = 0;
        long fired = 0;
        long open = 0;
        for (int i = 0; i < shares.length; i++) {
            share += shares[i] / shares.length;
            fired += events[i];
            open += inFlight[i];
        }
        int full = (int) (share * BAR);
        return String.format(
                Locale.ROOT,
                "[%s%s] %3d %%  %.1f M events  %,d in flight",
                "#".repeat(full),
                ".".repeat(BAR - full),
                (int) (share * 100),
                fired / 1e6,
                open);
    }
}
