package dev.brownout.policy.retry;

import dev.brownout.random.KeyedRandom;

/** Waits after successive failures of one caller. */
public final class BackoffSequence {
    private final Backoff backoff;
    private int failures;
    private long previousNanos;

    /** Creates the sequence of a caller without a failure. */
    public BackoffSequence(Backoff backoff) {
        this.backoff = backoff;
    }

    /**
     * Returns the wait after a further failure, in ns.
     *
     * @param random positioned at the failure
     */
    public long nextNanos(KeyedRandom random) {
        previousNanos = backoff.waitNanos(failures++, previousNanos, random);
        return previousNanos;
    }

    /** Begins again after a success. */
    public void reset() {
        failures = 0;
        previousNanos = 0;
    }
}
