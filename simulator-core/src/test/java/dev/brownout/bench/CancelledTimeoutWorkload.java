package dev.brownout.bench;

import dev.brownout.kernel.ConstantDelayQueue;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Timer;

/**
 * Workload of cancelled timeouts. A timeout of one minute is armed 100,000 times per second, and cancelled 10 ms later.
 * About 1,000 timeouts are pending. The memory for them must not grow with the six million timeouts that are armed
 * within a minute.
 */
final class CancelledTimeoutWorkload extends Event {
    private static final int ARM = 0;
    private static final int CANCEL = 1;
    private static final int PENDING_MOST = 1 << 10;

    private final Simulation simulation = new Simulation();
    private final ConstantDelayQueue minute = simulation.delay(60_000_000_000L);
    private final ConstantDelayQueue between = simulation.delay(10_000);
    private final ConstantDelayQueue service = simulation.delay(10_000_000);
    private final Timer[] timeouts = new Timer[PENDING_MOST];
    private final Timer[] ends = new Timer[PENDING_MOST];
    private final Timer next = new Timer(this);
    private final long pending;
    private long armed;
    private long cancelled;

    private CancelledTimeoutWorkload(long target) {
        this.pending = target;
        for (int i = 0; i < PENDING_MOST; i++) {
            timeouts[i] = new Timer(this);
            ends[i] = new Timer(this);
        }
    }

    /** Arms and cancels the given number of timeouts and returns the number of fired events. */
    static long run(long target) {
        CancelledTimeoutWorkload timeouts = new CancelledTimeoutWorkload(target);
        timeouts.simulation.scheduleAfter(timeouts.between, timeouts.next, ARM);
        timeouts.simulation.runUntil(Long.MAX_VALUE / 2);
        return timeouts.simulation.fired();
    }

    @Override
    public void fire(int step) {
        switch (step) {
            case ARM -> {
                int place = (int) armed++ & PENDING_MOST - 1;
                simulation.scheduleAfter(minute, timeouts[place], 2);
                simulation.scheduleAfter(service, ends[place], CANCEL);
                if (armed < pending) {
                    simulation.scheduleAfter(between, next, ARM);
                }
            }
            case CANCEL -> simulation.cancel(timeouts[(int) cancelled++ & PENDING_MOST - 1]);
            default -> throw new IllegalStateException("a timeout that was cancelled has fired");
        }
    }

    /** Runs the workload in a process with a bounded heap. The argument is the number of timeouts. */
    public static void main(String[] arguments) {
        System.out.println(run(Long.parseLong(arguments[0])));
    }
}
