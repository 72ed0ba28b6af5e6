package dev.brownout.node;

import dev.brownout.kernel.Simulation;
import dev.brownout.measure.TimeWeighted;

/**
 * Controlled delay (CoDel, RFC 8289): when waits have stayed above a target for a whole interval, it drops one task as
 * it comes up, then another after interval / sqrt(count), until waits are below the target again.
 */
public final class CodelLine extends TimedLine {
    /** Waits that are fine, in nanoseconds (RFC 8289: 5 ms). */
    public static final long TARGET_NANOS = 5_000_000;

    /** How long they may be longer, in nanoseconds (RFC 8289: 100 ms). */
    public static final long INTERVAL_NANOS = 100_000_000;

    private static final int RECENT = 16;

    private long aboveUntil = -1;
    private boolean dropping;
    private long dropNext;
    private int count;
    private int lastCount;

    CodelLine(Simulation simulation, Host host, TimeWeighted length, boolean impatient) {
        super(simulation, host, length, impatient);
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
            count = more > 1 && now() - dropNext < RECENT * INTERVAL_NANOS ? more : 1;
            dropNext = now() + gapNanos(count);
            lastCount = count;
        }
        return super.poll();
    }

    /** Time from one drop to the next. */
    private static long gapNanos(int count) {
        return StrictMath.round(INTERVAL_NANOS / StrictMath.sqrt(count));
    }

    /** Whether waits have been above the target for an interval; the last one in the line is never too late. */
    private boolean tooLate(Task task) {
        if (task == null || waitedNanos(task) < TARGET_NANOS || size() == 1) {
            aboveUntil = -1;
            return false;
        }
        if (aboveUntil < 0) {
            aboveUntil = now() + INTERVAL_NANOS;
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
