package dev.brownout.kernel;

/**
 * A constant delay. Events under the same constant delay fall due in the order in which they were scheduled, so they
 * stand in a lane of their own, one linked to the next: that is all the sorting they need, and any of them can be taken
 * out.
 */
public final class ConstantDelayQueue {
    private final long nanos;
    private final boolean lane;
    private DelayedEvent first;
    private DelayedEvent last;
    private long firstAt = Long.MAX_VALUE;

    /**
     * Nothing waits.
     *
     * @param nanos at least 0
     * @param lane whether it has a lane; without one its events wait among all the others
     */
    ConstantDelayQueue(long nanos, boolean lane) {
        if (nanos < 0) {
            throw new IllegalArgumentException("a delay must be >= 0 ns: " + nanos);
        }
        this.nanos = nanos;
        this.lane = lane;
    }

    /** The delay in nanoseconds. */
    public long nanos() {
        return nanos;
    }

    /** Whether its events stand in a lane. */
    boolean hasLane() {
        return lane;
    }

    /** When the first in the lane is due; {@code Long.MAX_VALUE} when there is none. */
    long firstAt() {
        return firstAt;
    }

    /** The sequence number of the first in the lane, which must not be empty. */
    long firstSequence() {
        return first.order;
    }

    /** Puts an event last; {@code now} never goes back. */
    void add(long now, long sequence, DelayedEvent event, int step) {
        if (event.under != null && event.under.lane) {
            throw new IllegalStateException("an event that waits under a delay cannot wait under another");
        }
        event.under = this;
        event.dueAt = now + nanos;
        event.order = sequence;
        event.step = step;
        event.previous = last;
        if (last == null) {
            first = event;
            firstAt = event.dueAt;
        } else {
            last.next = event;
        }
        last = event;
    }

    /** Takes the first out of the lane, which must not be empty. */
    DelayedEvent poll() {
        DelayedEvent event = first;
        first = event.next;
        if (first == null) {
            last = null;
            firstAt = Long.MAX_VALUE;
        } else {
            first.previous = null;
            firstAt = first.dueAt;
        }
        event.next = null;
        event.under = null;
        return event;
    }

    /** Takes an event out of the lane, in which it must stand. */
    void remove(DelayedEvent event) {
        if (event == first) {
            poll();
            return;
        }
        event.previous.next = event.next;
        if (event.next == null) {
            last = event.previous;
        } else {
            event.next.previous = event.previous;
        }
        event.previous = null;
        event.next = null;
        event.under = null;
    }

    /** Takes all out. */
    void clear() {
        while (first != null) {
            poll();
        }
    }

    /** How many stand in the lane; counts them one by one. */
    long waiting() {
        long waiting = 0;
        for (DelayedEvent event = first; event != null; event = event.next) {
            waiting++;
        }
        return waiting;
    }
}
