package dev.brownout.runtime;

import dev.brownout.result.VariantResult.EarlyStop;

/** Signals that a run ran out of memory and that its measurements could not be kept. */
public final class TooLittleMemoryError extends OutOfMemoryError {
    private static final long serialVersionUID = 1;

    private final long atNanos;

    TooLittleMemoryError(EarlyStop stopped) {
        super(stopped.why().toString());
        atNanos = stopped.atNanos();
    }

    /** Returns the simulated time at which the run ended, in ns. */
    public long atNanos() {
        return atNanos;
    }
}
