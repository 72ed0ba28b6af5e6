package dev.brownout.host;

import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;

/**
 * Last come first served, always or only once somebody has been waiting without a break for so long (adaptive LIFO:
 * Maurer, "Fail at Scale", ACM Queue 2015). In overload those who came last are still in time, and those who came first
 * have given up anyway.
 */
final class LifoQueue extends TimedQueue {
    private final long afterNanos;

    /**
     * Nobody waits.
     *
     * @param afterNanos how long a line stands before it is served from its end; 0 for always
     */
    LifoQueue(Simulation simulation, Host host, TimeWeighted length, boolean impatient, long afterNanos) {
        super(simulation, host, length, impatient);
        this.afterNanos = afterNanos;
    }

    @Override
    Task poll() {
        Task last = newest();
        if (last == null || standingNanos() < afterNanos) {
            return super.poll();
        }
        remove(last);
        return last;
    }
}
