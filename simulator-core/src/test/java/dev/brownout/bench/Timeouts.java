package dev.brownout.bench;

import dev.brownout.kernel.Delay;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;

/**
 * A hundred thousand times a second a timeout of a minute is armed, and cancelled ten milliseconds later: a thousand
 * are pending, and what it takes to remember them must not grow with the six million that a minute sees.
 */
final class Timeouts extends Event {
    private static final int ARM = 0;
    private static final int CANCEL = 1;
    private static final int PENDING_MOST = 1 << 10;

    private final Simulation simulation = new Simulation();
    private final Delay minute = simulation.delay(60_000_000_000L);
    private final Delay between = simulation.delay(10_000);
    private final Delay service = simulation.delay(10_000_000);
    private final long[] timers = new long[PENDING_MOST];
    private final long wanted;
    private long armed;
    private long cancelled;

    private Timeouts(long wanted) {
        this.wanted = wanted;
    }

    /** Arms and cancels so many, and says how many events that took. */
    static long run(long wanted) {
        Timeouts timeouts = new Timeouts(wanted);
        timeouts.simulation.after(timeouts.between, timeouts, ARM);
        timeouts.simulation.runUntil(Long.MAX_VALUE / 2);
        return timeouts.simulation.fired();
    }

    @Override
    public void fire(int step) {
        switch (step) {
            case ARM -> {
                timers[(int) armed++ & PENDING_MOST - 1] = simulation.after(minute, this, 2);
                simulation.after(service, this, CANCEL);
                if (armed < wanted) {
                    simulation.after(between, this, ARM);
                }
            }
            case CANCEL -> simulation.cancel(timers[(int) cancelled++ & PENDING_MOST - 1]);
            default -> throw new IllegalStateException("a timeout that was cancelled has fired");
        }
    }

    /** Runs it in a process whose heap somebody has bounded; the argument says how many. */
    public static void main(String[] arguments) {
        System.out.println(run(Long.parseLong(arguments[0])));
    }
}
