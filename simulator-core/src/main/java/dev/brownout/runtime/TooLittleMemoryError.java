package dev.brownout.runtime;

import dev.brownout.result.VariantResult.EarlyStop;

/** A run ran out of memory, and nothing of what it had measured could be kept. */
public final class TooLittleMemoryError extends OutOfMemoryError {
    private static final long serialVersionUID = 1;

    private final long atNanos;

    TooLittleMemoryError(EarlyStop stopped) {
        super(stopped.why());
        atNanos = stopped.atNanos();
    }

    /** How far the run had come, in simulated nanoseconds. */
    public long atNanos() {
        return atNanos;
    }
}
