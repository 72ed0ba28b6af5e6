package dev.brownout.kernel;

import dev.brownout.eventlist.LadderQueue;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Virtual clock and queue of pending events. Events fire in the order of (time, sequence number), so a run is a
 * deterministic function of the scheduled events. Single-threaded; any number of simulations may coexist.
 */
public class Simulation {
    /** Causal context of the event being executed; used for request tracing. */
    public interface Trail {}

    /** Value of a variable that holds no timer. */
    public static final long NO_TIMER = -1;

    private static final int LANES_MAX = 12;
    /** Mask of the event count: the callback of {@link #watchedBy} runs once per 16,384 events. */
    private static final long WATCH_MASK = (1 << 14) - 1;

    private final LadderQueue pending = new LadderQueue();
    private Event[] due = new Event[64];
    private int[] steps = new int[64];
    private int[] generations = new int[64];
    private ConstantDelayQueue[] delays = {};
    /** Constant delays with a list of their own. */
    private ConstantDelayQueue[] lanes = {};

    private long now;
    private long sequence;
    private long fired;
    private boolean stopped;
    private Runnable watch = () -> {};

    /** Returns the simulated time since the start of the run, in ns. */
    public long now() {
        return now;
    }

    /** Returns the causal context of the current event; {@code null} if no request is traced, as in this class. */
    public Trail trail() {
        return null;
    }

    /**
     * Restores a saved trace context and attributes the elapsed time to the phase {@code phase}. Scheduled events
     * restore theirs automatically.
     */
    public void resume(Trail left, RequestPhase phase) {}

    /** Restores a saved trace context; the last {@code workNanos} of the elapsed time were service time. */
    public void resumeWorked(Trail left, long workNanos) {}

    /** Restores the trace context of an event that was interrupted at the current instant. */
    public void restore(Trail interrupted) {}

    /** Returns the number of events fired so far. Cancelled events do not count. */
    public long fired() {
        return fired;
    }

    /**
     * Schedules an event after a variable delay. A cancelled timer stays in the queue until it is due. Long delays that
     * are nearly always cancelled belong under a {@link ConstantDelayQueue}.
     *
     * @param delayNanos delay in ns, at least 0
     * @return a timer for {@link #cancel}
     * @throws IllegalArgumentException if the delay is negative
     */
    public long scheduleAfter(long delayNanos, Event event, int step) {
        if (delayNanos < 0) {
            throw new IllegalArgumentException("a delay of " + delayNanos + " ns is negative");
        }
        int slot = pending.push(Math.addExact(now, delayNanos), sequence++);
        if (slot >= due.length) {
            grow();
        }
        due[slot] = event;
        steps[slot] = step;
        return (long) generations[slot] << 32 | slot;
    }

    /** Schedules an event at an instant in ns that is not in the past. Returns a timer for {@link #cancel}. */
    public long scheduleAt(long instant, Event event, int step) {
        return scheduleAfter(instant - now, event, step);
    }

    /** Schedules a function after a delay, as {@link #scheduleAfter(long, Event, int)} does for an event. */
    public long scheduleAfter(long delayNanos, IntConsumer moment, int step) {
        return scheduleAfter(delayNanos, event(moment), step);
    }

    /** Schedules a function at an instant in ns that is not in the past. Returns a timer for {@link #cancel}. */
    public long scheduleAt(long instant, IntConsumer moment, int step) {
        return scheduleAfter(instant - now, event(moment), step);
    }

    private static Event event(IntConsumer moment) {
        return new Event() {
            @Override
            public void fire(int step) {
                moment.accept(step);
            }
        };
    }

    /** Schedules an event after a constant delay. The event must not be pending under another one. */
    public void scheduleAfter(ConstantDelayQueue delay, DelayedEvent event, int step) {
        if (delay.hasLane()) {
            delay.add(now, sequence++, event, step);
        } else {
            event.order = scheduleAfter(delay.nanos(), event, step);
            event.under = delay;
        }
    }

    /** Returns the constant delay of {@code nanos} ns; the same object for the same value. */
    public ConstantDelayQueue delay(long nanos) {
        for (ConstantDelayQueue known : delays) {
            if (known.nanos() == nanos) {
                return known;
            }
        }
        ConstantDelayQueue added = new ConstantDelayQueue(nanos, lanes.length < LANES_MAX);
        if (added.hasLane()) {
            lanes = Arrays.copyOf(lanes, lanes.length + 1);
            lanes[lanes.length - 1] = added;
        }
        delays = Arrays.copyOf(delays, delays.length + 1);
        delays[delays.length - 1] = added;
        return added;
    }

    /** Cancels a scheduled event. Has no effect if the event has fired or was cancelled, or for {@link #NO_TIMER}. */
    public void cancel(long timer) {
        int slot = (int) timer;
        if (timer != NO_TIMER && generations[slot] == (int) (timer >>> 32)) {
            due[slot] = null;
        }
    }

    /** Cancels an event under a constant delay. Has no effect if the event is not pending there. */
    public void cancel(DelayedEvent event) {
        ConstantDelayQueue delay = event.under;
        if (delay == null) {
            return;
        }
        if (delay.hasLane()) {
            delay.remove(event);
        } else {
            cancel(event.order);
        }
    }

    /** Stops the event loop after the current event. */
    public void stop() {
        stopped = true;
    }

    /** Stops the event loop and discards all pending events. */
    public void abandon() {
        stopped = true;
        Arrays.fill(due, null);
        for (ConstantDelayQueue lane : lanes) {
            lane.clear();
        }
    }

    /** Returns whether {@link #stop} or {@link #abandon} was called. */
    public boolean isStopped() {
        return stopped;
    }

    /** Registers a callback that runs between events, once per 16,384 events. Replaces the previous callback. */
    public void watchedBy(Runnable lookup) {
        watch = lookup;
    }

    /** Returns the number of pending events, including cancelled timers that are not due yet. */
    public long pending() {
        long pending = this.pending.size();
        for (ConstantDelayQueue lane : lanes) {
            pending += lane.waiting();
        }
        return pending;
    }

    /**
     * Fires all events through the instant {@code endAt}, and sets the clock to it. After a stop, the clock stays at
     * the last event.
     *
     * @param endAt instant in ns, not in the past
     */
    public void runUntil(long endAt) {
        while (!stopped) {
            long instant = pending.peekAt();
            ConstantDelayQueue from = null;
            for (ConstantDelayQueue lane : lanes) {
                long firstAt = lane.firstAt();
                if (firstAt < instant
                        || firstAt == instant && firstAt <= endAt && lane.firstSequence() < sequence(from)) {
                    from = lane;
                    instant = firstAt;
                }
            }
            if (instant > endAt) {
                break;
            }
            now = instant;
            if (from == null) {
                fireFromLadder();
            } else {
                DelayedEvent event = from.poll();
                if ((++fired & WATCH_MASK) == 0) {
                    watch.run();
                }
                event.fire(event.step);
            }
        }
        if (!stopped) {
            now = endAt;
        }
    }

    private long sequence(ConstantDelayQueue from) {
        return from == null ? pending.peekSequence() : from.firstSequence();
    }

    private void fireFromLadder() {
        int slot = pending.pop();
        Event event = due[slot];
        generations[slot]++;
        if (event != null) {
            due[slot] = null;
            if ((++fired & WATCH_MASK) == 0) {
                watch.run();
            }
            event.fire(steps[slot]);
        }
    }

    private void grow() {
        int size = pending.capacity();
        due = Arrays.copyOf(due, size);
        steps = Arrays.copyOf(steps, size);
        generations = Arrays.copyOf(generations, size);
    }
}
