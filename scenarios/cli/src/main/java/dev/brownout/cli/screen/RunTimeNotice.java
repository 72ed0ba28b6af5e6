package dev.brownout.cli.screen;

import dev.brownout.experiment.ProgressListener;
import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.Phrases;
import dev.brownout.translation.TextLanguage;
import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * Line with the number of runs and their estimated time, for a stream that is not a terminal. It is printed at most
 * once in a command, and only if the command is expected to take at least 10 s.
 */
public final class RunTimeNotice implements ProgressListener {
    /** Expected time of a command from which the line is printed, in s. */
    private static final double LONG_SECONDS = 10;
    /** Time from the beginning of the runs to the estimate, in s. */
    private static final double FIRST_SECONDS = 2;

    private static final double MINUTE_SECONDS = 60;
    private static final double HOUR_SECONDS = 3600;

    private final PrintStream messages;
    private final LongSupplier clock;
    /** Language of the command. Runs report their progress in threads of their own. */
    private final TextLanguage language = LanguageScope.current();

    private final long commandAt;
    private long startedAt;
    private boolean design;
    private double[] shares = {};
    private boolean printed;

    /** Creates a notice with a clock in ns. */
    public RunTimeNotice(PrintStream messages, LongSupplier clock) {
        this.messages = messages;
        this.clock = clock;
        this.commandAt = clock.getAsLong();
    }

    @Override
    public synchronized void begins(String what, int runs) {
        design = !what.isEmpty();
        shares = new double[runs];
        startedAt = clock.getAsLong();
    }

    @Override
    public synchronized void reached(int run, double share, long events, long inFlight) {
        shares[run] = share;
        if (printed) {
            return;
        }
        long now = clock.getAsLong();
        double elapsed = (now - startedAt) / 1e9;
        if (elapsed < FIRST_SECONDS) {
            return;
        }
        double done = 0;
        for (double each : shares) {
            done += each / shares.length;
        }
        double left = elapsed / done * (1 - done);
        if (done > 0 && (now - commandAt) / 1e9 + left >= LONG_SECONDS) {
            printed = true;
            print(left);
        }
    }

    private void print(double leftSeconds) {
        String runs = design ? "runs of this design: up to " : "runs: ";
        String line = "brownout: " + runs + shares.length + "; time left: about " + span(leftSeconds);
        messages.println(LanguageScope.in(language, () -> Phrases.message(line)));
    }

    private static String span(double seconds) {
        if (seconds < 2 * MINUTE_SECONDS) {
            return (long) Math.ceil(seconds) + " s";
        }
        return seconds < 2 * HOUR_SECONDS
                ? (long) Math.ceil(seconds / MINUTE_SECONDS) + " min"
                : (long) Math.ceil(seconds / HOUR_SECONDS) + " h";
    }
}
