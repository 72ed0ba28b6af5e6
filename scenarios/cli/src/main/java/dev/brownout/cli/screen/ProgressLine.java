package dev.brownout.cli.screen;

import dev.brownout.cli.text.LineWrap;
import dev.brownout.experiment.ProgressListener;
import dev.brownout.format.DisplayWidth;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Progress line on a terminal: completed share, event rate, estimated remaining time, and the first run that is not
 * done. The line is overwritten at each update and erased at the end.
 */
public final class ProgressLine implements ProgressListener {
    private static final long PAUSE_NANOS = 100_000_000;
    /** Completed share below which the remaining time is not shown. */
    private static final double TOO_EARLY = 0.02;

    private static final int BAR = 12;
    private static final String WIPED = "\r\u001b[K";

    private final PrintStream screen;
    private final LongSupplier clock;
    private String currentDesign = "";
    private List<String> names = List.of();
    private double[] shares = {};
    private long[] events = {};
    private long eventsOfOthers;
    private long startedAt;
    private long lastAt;

    /** Creates a progress line with a clock in ns. */
    public ProgressLine(PrintStream screen, LongSupplier clock) {
        this.screen = screen;
        this.clock = clock;
    }

    @Override
    public synchronized void begins(String design, int runs) {
        begin(design, runs, List.of());
    }

    /** Shows the number of runs immediately, because the first run can take long to report progress. */
    private void begin(String design, int runs, List<String> variants) {
        currentDesign = design;
        names = List.copyOf(variants);
        shares = new double[runs];
        events = new long[runs];
        eventsOfOthers = 0;
        startedAt = clock.getAsLong();
        lastAt = startedAt;
        if (runs > 1) {
            draw(startedAt);
        }
    }

    private void draw(long now) {
        String line = DisplayWidth.cut(text(now), LineWrap.WIDTH - 1);
        screen.writeBytes(("\r" + line + "\u001b[K").getBytes(StandardCharsets.UTF_8));
        screen.flush();
    }

    @Override
    public synchronized void begins(List<String> variants) {
        begin("", variants.size(), variants);
    }

    @Override
    public synchronized void reached(int run, double share, long fired, long open) {
        shares[run] = share;
        eventsOfOthers += fired < events[run] ? events[run] : 0;
        events[run] = fired;
        long now = clock.getAsLong();
        if (now - lastAt >= PAUSE_NANOS) {
            lastAt = now;
            draw(now);
        }
    }

    @Override
    public synchronized void ends() {
        screen.writeBytes(WIPED.getBytes(StandardCharsets.UTF_8));
        screen.flush();
    }

    private String text(long now) {
        double share = 0;
        long fired = eventsOfOthers;
        int done = 0;
        for (int i = 0; i < shares.length; i++) {
            share += shares[i] / shares.length;
            fired += events[i];
            done += shares[i] >= 1 ? 1 : 0;
        }
        int full = (int) (share * BAR);
        double seconds = (now - startedAt) / 1e9;
        String line = String.format(
                Locale.ROOT,
                "[%s%s] %3d %%  %.1f M events/s",
                "#".repeat(full),
                ".".repeat(BAR - full),
                (int) (share * 100),
                seconds > 0 ? fired / 1e6 / seconds : 0);
        String left = share < TOO_EARLY ? "" : "  " + span(seconds / share * (1 - share)) + " left";
        String runs = shares.length < 2 ? "" : "  " + done + "/" + shares.length + " done";
        return line + left + runs + current();
    }

    /** Returns the name of the design, or of the first variant that is not done. */
    private String current() {
        if (!currentDesign.isEmpty()) {
            return "  " + currentDesign;
        }
        for (int i = 0; i < names.size(); i++) {
            if (names.size() > 1 && shares[i] < 1) {
                return "  " + names.get(i);
            }
        }
        return "";
    }

    private static String span(double seconds) {
        long roundedSeconds = (long) Math.ceil(seconds);
        return roundedSeconds < 60 ? roundedSeconds + " s" : roundedSeconds / 60 + " min " + roundedSeconds % 60 + " s";
    }
}
