package dev.brownout.mcp;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Clock that advances by a fixed step at each read. Thread-safe. */
final class SteppedClock implements LongSupplier {
    private final long stepNanos;
    private long reads;

    SteppedClock(Duration step) {
        stepNanos = step.toNanos();
    }

    @Override
    public synchronized long getAsLong() {
        reads++;
        notifyAll();
        return reads * stepNanos;
    }

    /** Waits until the clock has been read this number of times. */
    synchronized void awaitReads(long number) throws InterruptedException {
        while (reads < number) {
            wait();
        }
    }
}
