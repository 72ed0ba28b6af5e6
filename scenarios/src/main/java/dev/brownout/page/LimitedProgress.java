package dev.brownout.page;

import dev.brownout.format.QuantityFormat;
import dev.brownout.runtime.Run;
import dev.brownout.sentence.Sentence;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
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
    boolean isExhausted() {
        return exhausted;
    }

    /** Notes that a variant has ended after a number of requests. */
    void recordEnd(int variant, long requests) {
        requestsBefore += requests;
        shares[variant] = 1;
        report();
    }

    /** Returns the listener to the run of a variant. */
    Run.Progress of(int variant) {
        return new Run.Progress() {
            @Override
            public boolean onProgress(double share, long events, long inFlight) {
                shares[variant] = share;
                if (clock.getAsLong() - reportedAt >= REPORT_INTERVAL) {
                    report();
                }
                return true;
            }

            @Override
            public Optional<Sentence> exceeded(LongSupplier requests, LongSupplier bytes) {
                Optional<Sentence> reason = reason(requestsBefore + requests.getAsLong(), bytes.getAsLong());
                exhausted |= reason.isPresent();
                return reason;
            }
        };
    }

    private void report() {
        reportedAt = clock.getAsLong();
        listener.accept(Arrays.copyOf(shares, shares.length));
    }

    private Optional<Sentence> reason(long requests, long bytes) {
        if (requests > limits.requests()) {
            return Optional.of(Sentence.of(
                    "limit of {} simulated requests reached ({} sent)" + ADVICE,
                    QuantityFormat.count(limits.requests()),
                    QuantityFormat.count(requests)));
        }
        double seconds = seconds();
        if (seconds > limits.seconds()) {
            return Optional.of(Sentence.of(
                    "limit of {} s run time reached ({} s passed)" + ADVICE,
                    String.format(Locale.ROOT, "%.0f", limits.seconds()),
                    String.format(Locale.ROOT, "%.1f", seconds)));
        }
        if (bytes > limits.megabytes() * BYTES_PER_MB) {
            long megabytes = bytes / BYTES_PER_MB;
            return Optional.of(Sentence.of(
                    "limit of {} MB of memory reached ({} MB used)" + ADVICE,
                    QuantityFormat.count(limits.megabytes()),
                    QuantityFormat.count(megabytes)));
        }
        return Optional.empty();
    }
}
