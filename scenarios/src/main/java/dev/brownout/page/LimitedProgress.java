package dev.brownout.page;

import dev.brownout.runtime.Run;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Progress of an execution for a page, with its limits. Variants run one after another. */
final class LimitedProgress {
    private static final String ADVICE =
            "; use a shorter duration, a lower rate, or the command brownout run, which has no such limit";
    /** Least time between two reports, in ns. */
    private static final long REPORT_INTERVAL = 100_000_000;

    private static final long BYTES_PER_MB = 1_000_000;

    private final RunLimits limits;
    private final Consumer<double[]> listener;
    private final LongSupplier clock;
    private final double[] shares;
    private final long startedAt;
    private long reportedAt;
    private long requestsBefore;
    private boolean exhausted;

    /**
     * Creates the progress of an execution that starts now.
     *
     * @param variants number of variants
     * @param listener receives the completed share of each variant, about ten times per second
     * @param clock the wall clock, in ns
     */
    LimitedProgress(int variants, RunLimits limits, Consumer<double[]> listener, LongSupplier clock) {
        this.limits = limits;
        this.listener = listener;
        this.clock = clock;
        this.shares = new double[variants];
        this.startedAt = clock.getAsLong();
        this.reportedAt = startedAt - REPORT_INTERVAL;
    }

    /** Returns the duration of the execution so far, in seconds. */
    double seconds() {
        return (clock.getAsLong() - startedAt) / 1e9;
    }

    /** Returns whether a limit has stopped a variant. */
    boolean exhausted() {
        return exhausted;
    }

    /** Notes that a variant has ended after a number of requests. */
    void ended(int variant, long requests) {
        requestsBefore += requests;
        shares[variant] = 1;
        report();
    }

    /** Returns the listener to the run of a variant. */
    Run.Progress of(int variant) {
        return new Run.Progress() {
            @Override
            public boolean reached(double share, long events, long inFlight) {
                shares[variant] = share;
                if (clock.getAsLong() - reportedAt >= REPORT_INTERVAL) {
                    report();
                }
                return true;
            }

            @Override
            public String exceeded(LongSupplier requests, LongSupplier bytes) {
                String reason = reason(requestsBefore + requests.getAsLong(), bytes.getAsLong());
                exhausted |= !reason.isEmpty();
                return reason;
            }
        };
    }

    private void report() {
        reportedAt = clock.getAsLong();
        listener.accept(Arrays.copyOf(shares, shares.length));
    }

    private String reason(long requests, long bytes) {
        if (requests > limits.requests()) {
            return String.format(
                            Locale.ROOT,
                            "limit of %,d simulated requests reached (%,d sent)",
                            limits.requests(),
                            requests)
                    + ADVICE;
        }
        double seconds = seconds();
        if (seconds > limits.seconds()) {
            return String.format(
                            Locale.ROOT, "limit of %.0f s run time reached (%.1f s passed)", limits.seconds(), seconds)
                    + ADVICE;
        }
        if (bytes > limits.megabytes() * BYTES_PER_MB) {
            return String.format(
                            Locale.ROOT,
                            "limit of %,d MB of memory reached (%,d MB used)",
                            limits.megabytes(),
                            bytes / BYTES_PER_MB)
                    + ADVICE;
        }
        return "";
    }
}
