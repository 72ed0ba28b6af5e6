package dev.brownout.host;

import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;

/**
 * Controlled delay (CoDel, RFC 8289). When waiting times have stayed at or above a target for a whole interval, it
 * drops one task at the head of the queue. It drops the next one after interval / sqrt(count), until waiting times are
 * below the target again.
 */
public final class CodelQueue extends TimedQueue {
    /**
     * Parameters of the delay control.
     *
     * @param targetNanos acceptable waiting time, in ns
     * @param intervalNanos time for which waiting times may exceed the target, in ns
     */
    public record Control(long targetNanos, long intervalNanos) {
        /** Default of RFC 8289: target 5 ms, interval 100 ms. */
        public static final Control USUAL = new Control(5_000_000, 100_000_000);
    }

    private static final int RECENT = 16;

    private final Control control;
    private long aboveUntil = -1;
    private boolean dropping;
    private long dropNext;
    private int count;
    private int lastCount;

    CodelQueue(Simulation simulation, Host host, TimeWeighted length, boolean timesOut, Control control) {
        super(simulation, host, length, timesOut);
        this.control = control;
    }

    @Override
    Task poll() {
        Task task = peek();
        boolean drop = tooLate(task);
        if (dropping) {
            dropping = drop;
            while (dropping && now() >= dropNext) {
                drop(task);
                count++;
                task = peek();
                dropping = tooLate(task);
                if (dropping) {
                    dropNext += gapNanos(count);
                }
            }
        } else if (drop) {
            drop(task);
            task = peek();
            tooLate(task);
            dropping = true;
            int more = count - lastCount;
            count = more > 1 && now() - dropNext < RECENT * control.intervalNanos() ? more : 1;
            dropNext = now() + gapNanos(count);
            lastCount = count;
        }
        return super.poll();
    }

    /** Returns the time between two drops: interval / sqrt(count), in ns. */
    private long gapNanos(int count) {
        return Math.round(control.intervalNanos() / Math.sqrt(count));
    }

    /**
     * Returns whether waiting times have been above the target for an interval. The last task in the queue never counts
     * as too late.
     */
    private boolean tooLate(Task task) {
        if (task == null || waitedNanos(task) < control.targetNanos() || size() == 1) {
            aboveUntil = -1;
            return false;
        }
        if (aboveUntil < 0) {
            aboveUntil = now() + control.intervalNanos();
            return false;
        }
        return now() >= aboveUntil;
    }

    @Override
    void clear() {
        super.clear();
        aboveUntil = -1;
        dropping = false;
        count = 0;
        lastCount = 0;
    }
}
