package dev.brownout.kernel;

/**
 * A constant delay and its pending events. Events with the same constant delay fall due in the order in which they were
 * scheduled, so their linked list needs no sorting. Any event can be removed in constant time.
 */
public final class ConstantDelayQueue {
    private final long nanos;
    private final boolean lane;
    private DelayedEvent first;
    private DelayedEvent last;
    private long firstAt = Long.MAX_VALUE;
    private long waiting;

    /**
     * Creates an empty queue.
     *
     * @param nanos delay in ns, at least 0
     * @param lane whether the delay has a list of its own; otherwise its events are in the common event queue
     */
    ConstantDelayQueue(long nanos, boolean lane) {
        if (nanos < 0) {
            throw new IllegalArgumentException("a delay must be >= 0 ns: " + nanos);
        }
        this.nanos = nanos;
        this.lane = lane;
    }

    /** Returns the delay in ns. */
    public long nanos() {
        return nanos;
    }

    /** Returns whether the delay has a list of its own. */
    boolean hasLane() {
        return lane;
    }

    /** Returns the due time of the first event of the list, in ns; {@code Long.MAX_VALUE} if the list is empty. */
    long firstAt() {
        return firstAt;
    }

    /** Returns the sequence number of the first event of the list, which must not be empty. */
    long firstSequence() {
        return first.order;
    }

    /** Appends an event. {@code now} must never decrease. */
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
        waiting++;
    }

    /** Removes and returns the first event of the list, which must not be empty. */
    DelayedEvent poll() {
        DelayedEvent event = first;
        first = event.next;
        waiting--;
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

    /** Removes an event from the list. The list must contain it. */
    void remove(DelayedEvent event) {
        if (event == first) {
            poll();
            return;
        }
        event.previous.next = event.next;
        waiting--;
        if (event.next == null) {
            last = event.previous;
        } else {
            event.next.previous = event.previous;
        }
        event.previous = null;
        event.next = null;
        event.under = null;
    }

    /** Removes all events. */
    void clear() {
        while (first != null) {
            poll();
        }
    }

    /** Returns the number of events in the list. */
    long waiting() {
        return waiting;
    }
}
