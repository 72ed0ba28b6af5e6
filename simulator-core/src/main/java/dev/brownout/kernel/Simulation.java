package dev.brownout.kernel;

import dev.brownout.eventlist.LadderQueue;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Virtual time and what is pending in it. Events fire in order of (time, sequence number), so a run is a pure function
 * of what is scheduled. Single-threaded; any number of simulations may live side by side.
 */
public class Simulation {
    /** What has led to something that happens. */
    public interface Trail {}

    /** The value of a variable that holds no timer. */
    public static final long NO_TIMER = -1;

    private static final int LANES_MAX = 12;
    /** Somebody looks after the run each time that so many events and one have fired. */
    private static final long OFTEN = (1 << 14) - 1;

    private final LadderQueue pending = new LadderQueue();
    private Event[] due = new Event[64];
    private int[] steps = new int[64];
    private int[] generations = new int[64];
    private ConstantDelayQueue[] delays = {};
    /** Those among them that have a lane. */
    private ConstantDelayQueue[] lanes = {};

    private long now;
    private long sequence;
    private long fired;
    private boolean stopped;
    private Runnable watch = () -> {};

    /** Simulated nanoseconds since the start of the run. */
    public long now() {
        return now;
    }

    /** What has led to what happens now; {@code null} where no request is followed, as in this class. */
    public Trail trail() {
        return null;
    }

    /** Goes on with what had been led to when somebody began to wait; a scheduled event does so by itself. */
    public void resume(Trail left, RequestPhase meanwhile) {}

    /** The same with one who has been worked on for so long of that time. */
    public void resumeWorked(Trail left, long workNanos) {}

    /** Goes on with what was interrupted at this instant. */
    public void restore(Trail interrupted) {}

    /** Events fired so far; cancelled ones do not count. */
    public long fired() {
        return fired;
    }

    /**
     * Lets an event fire after a delay. For delays that vary; a cancelled timer keeps its place until it is due, so
     * long delays that are nearly always cancelled belong under a {@link ConstantDelayQueue}.
     *
     * @param delayNanos at least 0
     * @return a timer for {@link #cancel}
     * @throws IllegalArgumentException if the delay is negative
     */
    public long after(long delayNanos, Event event, int step) {
        if (delayNanos < 0) {
            throw new IllegalArgumentException("a delay of " + delayNanos + " ns leads into the past");
        }
        int slot = pending.push(Math.addExact(now, delayNanos), sequence++);
        if (slot >= due.length) {
            grow();
        }
        due[slot] = event;
        steps[slot] = step;
        return (long) generations[slot] << 32 | slot;
    }

    /** Lets an event fire at an instant that is not in the past. */
    public long at(long instant, Event event, int step) {
        return after(instant - now, event, step);
    }

    /** Lets a function happen after a delay, as {@link #after(long, Event, int)} does. */
    public long after(long delayNanos, IntConsumer moment, int step) {
        return after(delayNanos, event(moment), step);
    }

    /** Lets a function happen at an instant that is not in the past. */
    public long at(long instant, IntConsumer moment, int step) {
        return after(instant - now, event(moment), step);
    }

    private static Event event(IntConsumer moment) {
        return new Event() {
            @Override
            public void fire(int step) {
                moment.accept(step);
            }
        };
    }

    /** Lets an event that does not wait for anything fire after a constant delay. */
    public void after(ConstantDelayQueue delay, DelayedEvent event, int step) {
        if (delay.hasLane()) {
            delay.add(now, sequence++, event, step);
        } else {
            event.order = after(delay.nanos(), event, step);
            event.under = delay;
        }
    }

    /** The constant delay of that many nanoseconds; the same object for the same number. */
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

    /** Takes an event back; does nothing if it has fired or was cancelled before, or for {@link #NO_TIMER}. */
    public void cancel(long timer) {
        int slot = (int) timer;
        if (timer != NO_TIMER && generations[slot] == (int) (timer >>> 32)) {
            due[slot] = null;
        }
    }

    /** Takes an event back from under a constant delay; does nothing if it does not wait there. */
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

    /** Ends the loop after the event that is firing. */
    public void stop() {
        stopped = true;
    }

    /** Ends the loop and forgets all that was to come. */
    public void abandon() {
        stopped = true;
        Arrays.fill(due, null);
        for (ConstantDelayQueue lane : lanes) {
            lane.clear();
        }
    }

    /** True once {@link #stop} was called. */
    public boolean stopped() {
        return stopped;
    }

    /** Lets somebody look after the run whenever some more events have fired, between two of them. */
    public void watchedBy(Runnable look) {
        watch = look;
    }

    /** How many events are waiting, and cancelled ones that still take a place among them. */
    public long pending() {
        long pending = this.pending.size();
        for (ConstantDelayQueue lane : lanes) {
            pending += lane.waiting();
        }
        return pending;
    }

    /**
     * Fires everything that is due up to and including an instant, then stands there; stands at the last event if
     * stopped.
     *
     * @param endAt not in the past
     */
    public void runUntil(long endAt) {
        while (!stopped) {
            long at = pending.peekAt();
            ConstantDelayQueue from = null;
            for (ConstantDelayQueue lane : lanes) {
                long firstAt = lane.firstAt();
                if (firstAt < at || firstAt == at && firstAt <= endAt && lane.firstSequence() < sequence(from)) {
                    from = lane;
                    at = firstAt;
                }
            }
            if (at > endAt) {
                break;
            }
            now = at;
            if (from == null) {
                fireFromLadder();
            } else {
                DelayedEvent event = from.poll();
                if ((++fired & OFTEN) == 0) {
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
            if ((++fired & OFTEN) == 0) {
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
