package dev.brownout.mcp;

import java.util.function.LongSupplier;

/** State of one call of a tool: its cancellation, and the receiver of its progress. Thread-safe. */
final class ToolCall {
    /** Least time between two reports of the progress, in ns. */
    private static final long REPORT_NANOS = 500_000_000;

    private final String id;
    private final ProgressReceiver progress;
    private final LongSupplier clock;
    private final long startedAt;
    private volatile boolean cancelled;
    private long reportedAt;
    private double reported;

    /** Receiver of the progress of a call. */
    @FunctionalInterface
    interface ProgressReceiver {
        /**
         * Receives the progress.
         *
         * @param done completed amount; larger than any before
         * @param total the whole amount; {@code NaN} if it is unknown
         * @param name the part that is executed
         */
        void onProgress(double done, double total, String name);
    }

    /** Signals that the client has cancelled a call. */
    static final class CancelledCallException extends RuntimeException {
        private static final long serialVersionUID = 1;

        CancelledCallException() {
            super("cancelled", null, false, false);
        }
    }

    /**
     * Creates the state of a call that begins now.
     *
     * @param id identifier, unique in the process
     * @param clock the wall clock, in ns
     */
    ToolCall(String id, ProgressReceiver progress, LongSupplier clock) {
        this.id = id;
        this.progress = progress;
        this.clock = clock;
        this.startedAt = clock.getAsLong();
        this.reportedAt = startedAt;
    }

    /** Returns the identifier of the call. */
    String id() {
        return id;
    }

    /** Returns the wall clock, in ns. */
    LongSupplier clock() {
        return clock;
    }

    /** Requests the end of the call. */
    void cancel() {
        cancelled = true;
    }

    /** Returns whether the end of the call is requested. */
    boolean isCancelled() {
        return cancelled;
    }

    /** Returns whether the call must end: it is cancelled, or has run for a number of seconds. */
    boolean isOver(double seconds) {
        return cancelled || seconds() > seconds;
    }

    /** Returns the time since the call began, in seconds on the wall clock. */
    double seconds() {
        return (clock.getAsLong() - startedAt) / 1e9;
    }

    /**
     * Reports the progress at most twice a second. A report that is no larger than the previous one is omitted.
     *
     * @param done completed amount
     * @param total the whole amount; {@code NaN} if it is unknown
     * @param name the part that is executed
     * @throws CancelledCallException if the end of the call is requested
     */
    void onProgress(double done, double total, String name) {
        if (cancelled) {
            throw new CancelledCallException();
        }
        synchronized (this) {
            long now = clock.getAsLong();
            if (now - reportedAt < REPORT_NANOS || done <= reported) {
                return;
            }
            reportedAt = now;
            reported = done;
        }
        progress.onProgress(done, total, name);
    }
}
