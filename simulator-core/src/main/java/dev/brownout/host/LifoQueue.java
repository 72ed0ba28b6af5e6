package dev.brownout.host;

import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;

/**
 * Last come first served, always or only after the queue has been non-empty for a given time (adaptive LIFO: Maurer,
 * "Fail at Scale", ACM Queue 2015). In overload the newest requests still meet their timeouts, and the oldest ones have
 * timed out anyway.
 */
final class LifoQueue extends TimedQueue {
    private final long afterNanos;

    /**
     * Creates an empty queue.
     *
     * @param afterNanos time for which the queue must be non-empty before it is served from its tail, in ns; 0 for
     *     always
     */
    LifoQueue(Simulation simulation, Host host, TimeWeighted length, boolean timesOut, long afterNanos) {
        super(simulation, host, length, timesOut);
        this.afterNanos = afterNanos;
    }

    @Override
    Task poll() {
        Task last = newest();
        if (last == null || nonEmptyNanos() < afterNanos) {
            return super.poll();
        }
        remove(last);
        return last;
    }
}
