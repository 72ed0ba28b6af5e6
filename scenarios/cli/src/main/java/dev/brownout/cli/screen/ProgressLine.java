package dev.brownout.cli.screen;

import dev.brownout.experiment.ProgressListener;
import dev.brownout.sentence.Sentence;
import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.SentenceTranslation;
import dev.brownout.translation.TextLanguage;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Progress of runs on the standard error stream. A terminal has one line with the completed share, the event rate, the
 * remaining time and the first run that is not done. It is overwritten at each update and erased at the end. Any other
 * stream has a sentence with the number of runs and the remaining time, about 8 s, 16 s, 32 s and so on after the
 * beginning of a command of at least 10 s.
 */
public final class ProgressLine implements ProgressListener {
    /** Time from the beginning of a command in which the Java virtual machine compiles, so that runs are slow. */
    private static final long WARMUP_NANOS = 8_000_000_000L;
    /** Expected time of a command from which it has sentences, in s. */
    private static final double LONG_SECONDS = 10;

    private static final double MINUTE_SECONDS = 60;
    private static final double HOUR_SECONDS = 3600;

    private static final int BAR = 12;

    private final PrintStream screen;
    private final StatusLine status;
    private final boolean terminal;
    private final LongSupplier clock;

    /** Language of the command. Runs report their progress in threads of their own. */
    private final TextLanguage language = LanguageScope.current();

    private final long commandAt;
    private long sentenceNanos;
    private String currentDesign = "";
    private List<String> names = List.of();
    private double[] shares = {};
    private long[] events = {};
    private long eventsOfOthers;
    private long startedAt;
    private long lastAt;
    private RemainingTime remaining = new RemainingTime(0);

    /** Estimator of the remaining time from the progress in the last quarter to third of the elapsed time. */
    private static final class RemainingTime {
        private static final long FIRST_MARK_NANOS = 1_000_000_000;
        private static final double MARK_RATIO = 1.25;

        private final long startedAt;
        private double nextMarkNanos = FIRST_MARK_NANOS;
        private long markAt;
        private double markShare;
        private long earlierAt;
        private double earlierShare;

        RemainingTime(long startedAt) {
            this.startedAt = startedAt;
            this.markAt = startedAt;
            this.earlierAt = startedAt;
        }

        /** Returns the remaining time in s; not a number before the second mark, and without progress since a mark. */
        double seconds(double share, long now) {
            if (now - startedAt >= nextMarkNanos) {
                nextMarkNanos = MARK_RATIO * (now - startedAt);
                earlierAt = markAt;
                earlierShare = markShare;
                markAt = now;
                markShare = share;
            }
            boolean measured = earlierAt > startedAt && share > earlierShare;
            return measured ? (now - earlierAt) / 1e9 / (share - earlierShare) * (1 - share) : Double.NaN;
        }
    }

    /** Creates the progress of a command that begins now, with a clock in ns. */
    public ProgressLine(PrintStream screen, boolean terminal, LongSupplier clock) {
        this.screen = screen;
        this.status = new StatusLine(screen);
        this.terminal = terminal;
        this.clock = clock;
        this.commandAt = clock.getAsLong();
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
        remaining = new RemainingTime(startedAt);
        if (runs > 1 && terminal) {
            show(startedAt);
        }
    }

    @Override
    public synchronized void begins(List<String> variants) {
        begin("", variants.size(), variants);
    }

    @Override
    public synchronized void onProgress(int run, double share, long fired, long open) {
        shares[run] = share;
        eventsOfOthers += fired < events[run] ? events[run] : 0;
        events[run] = fired;
        long now = clock.getAsLong();
        if (now - lastAt >= StatusLine.PAUSE_NANOS) {
            lastAt = now;
            show(now);
        }
    }

    @Override
    public synchronized void ends() {
        if (terminal) {
            status.erase();
        }
    }

    private void show(long now) {
        double share = 0;
        int done = 0;
        for (double each : shares) {
            share += each / shares.length;
            done += each >= 1 ? 1 : 0;
        }
        double measured = remaining.seconds(share, now);
        double left = now - commandAt < WARMUP_NANOS ? Double.NaN : measured;
        if (terminal) {
            status.show(line(share, done, left, now));
        } else if (now - commandAt >= sentenceNanos && (now - commandAt) / 1e9 + left >= LONG_SECONDS) {
            sentenceNanos = 2 * (now - commandAt);
            Sentence sentence = Sentence.of("brownout: {}", sentence(done, left));
            screen.println(LanguageScope.in(language, () -> SentenceTranslation.marked(sentence)));
        }
    }

    private String line(double share, int done, double left, long now) {
        int full = (int) (share * BAR);
        double seconds = (now - startedAt) / 1e9;
        String line = String.format(
                Locale.ROOT,
                "[%s%s] %3d %%  %.1f M events/s",
                "#".repeat(full),
                ".".repeat(BAR - full),
                (int) (share * 100),
                seconds > 0 ? (eventsOfOthers + Arrays.stream(events).sum()) / 1e6 / seconds : 0);
        String time = Double.isNaN(left) ? "" : "  " + span(left) + " left";
        String runs = shares.length < 2 ? "" : "  " + done + "/" + shares.length + " done";
        return line + time + runs + current();
    }

    private Sentence sentence(int done, double left) {
        return currentDesign.isEmpty()
                ? Sentence.of("runs: {} of {} done; time left: about {}", done, shares.length, span(left))
                : Sentence.of(
                        "{}: {} of at most {} runs done; time left for these: at most {}",
                        currentDesign,
                        done,
                        shares.length,
                        span(left));
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
        if (seconds < 2 * MINUTE_SECONDS) {
            return Math.max(1, Math.round(seconds)) + " s";
        }
        return seconds < 2 * HOUR_SECONDS
                ? Math.round(seconds / MINUTE_SECONDS) + " min"
                : Math.round(seconds / HOUR_SECONDS) + " h";
    }
}
