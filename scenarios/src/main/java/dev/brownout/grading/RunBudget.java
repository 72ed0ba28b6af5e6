package dev.brownout.grading;

import dev.brownout.format.QuantityFormat;
import dev.brownout.grading.AssignmentSpec.LimitsSpec;
import dev.brownout.runtime.Run;
import dev.brownout.sentence.Sentence;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Limits of the runs of one submission. The limits on events and memory count simulated quantities. Whether they are
 * exceeded does not depend on the machine, so that they decide the score. The limit on time depends on the machine, so
 * that it leaves a submission without a score.
 */
final class RunBudget implements Run.Progress {
    private static final long BYTES_PER_MB = 1_000_000;

    private final LimitsSpec limits;
    private final LongSupplier clock;
    private final long startedAt;
    private long events;
    private volatile Optional<Sentence> exceeded = Optional.empty();
    private volatile boolean isLate;

    /**
     * Creates the budget of a submission from now on.
     *
     * @param clock the wall clock, in ns
     */
    RunBudget(LimitsSpec limits, LongSupplier clock) {
        this.limits = limits;
        this.clock = clock;
        this.startedAt = clock.getAsLong();
    }

    @Override
    public boolean onProgress(double share, long firedEvents, long inFlight) {
        events = firedEvents;
        return true;
    }

    @Override
    public Optional<Sentence> exceeded(LongSupplier requests, LongSupplier bytes) {
        checkCompleted(events);
        if (exceeded.isEmpty() && bytes.getAsLong() > limits.memory().bytes()) {
            long megabytes = limits.memory().bytes() / BYTES_PER_MB;
            exceeded =
                    Optional.of(Sentence.of("a run needs more than {} MB of memory", QuantityFormat.count(megabytes)));
        }
        if (exceeded.isEmpty() && remainingNanos() < 0) {
            exceeded = Optional.of(expire());
        }
        return exceeded;
    }

    /** Returns the time that is left for all runs of the submission, in ns; negative if the limit is exceeded. */
    long remainingNanos() {
        return limits.time().toNanos() - (clock.getAsLong() - startedAt);
    }

    /** Ends the run at its next check, because the limit on time is exceeded. Returns the limit in words. */
    Sentence expire() {
        isLate = true;
        return Sentence.of(
                "it needs more than {} s on this machine", limits.time().toSeconds());
    }

    /** Checks the number of events of a run that has ended. */
    void checkCompleted(long firedEvents) {
        if (exceeded.isEmpty() && firedEvents > limits.events()) {
            exceeded = Optional.of(
                    Sentence.of("a run has more than {} simulated events", QuantityFormat.count(limits.events())));
        }
    }

    /** Returns the limit that is exceeded, in words; empty if none is. */
    Optional<Sentence> excess() {
        return exceeded;
    }

    /** Returns whether the limit on time is exceeded. */
    boolean isLate() {
        return isLate;
    }
}
