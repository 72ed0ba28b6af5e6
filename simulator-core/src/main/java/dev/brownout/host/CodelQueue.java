package dev.brownout.host;

import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;

/**
 * Controlled delay (CoDel, RFC 8289): when waits have stayed above a target for a whole interval, it drops one task as
 * it comes up, then another after interval / sqrt(count), until waits are below the target again.
 */
public final class CodelQueue extends TimedQueue {
    /**
     * What it controls the delay to.
     *
     * @param targetNanos waits that are fine
     * @param intervalNanos how long they may be longer
     */
    public record Control(long targetNanos, long intervalNanos) {
        /** As in RFC 8289: 5 ms and 100 ms. */
        public static final Control USUAL = new Control(5_000_000, 100_000_000);
    }

    private static final int RECENT = 16;

    private final Control control;
    private long aboveUntil = -1;
    private boolean dropping;
    private long dropNext;
    private int count;
    private int lastCount;

    CodelQueue(Simulation simulation, Host host, TimeWeighted length, boolean impatient, Control control) {
        super(simulation, host, length, impatient);
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

    /** Time from one drop to the next. */
    private long gapNanos(int count) {
        return StrictMath.round(control.intervalNanos() / StrictMath.sqrt(count));
    }

    /** Whether waits have been above the target for an interval; the last one in the line is never too late. */
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
