package dev.brownout.bench;

import java.util.Arrays;
import java.util.Objects;

/**
 * Queue of events that are all due the same constant delay after they were scheduled, such as timeouts and hops of a
 * fixed latency.
 *
 * <p>Events are due in the order of their insertion, so a ring buffer needs no sorting. A cancelled event leaves the
 * ring immediately if it is the first, and otherwise as soon as all events before it have left. The ring spans the
 * oldest live event to the newest, however many were cancelled in between.
 */
final class TightLane {

    private final long delay;
    private long[] at = new long[64];
    private long[] sequence = new long[64];
    private Object[] description = new Object[64];
    private int[] step = new int[64];

    /** Tickets of the first event and of the next to come; the ring index is the ticket modulo the capacity. */
    private long head;

    private long tail;
    private long headAt = Long.MAX_VALUE;
    private long headSequence;

    /** Creates an empty lane for events due {@code delay} nanoseconds after they are pushed. Negative delays throw. */
    TightLane(long delay) {
        if (delay < 0) {
            throw new IllegalArgumentException("delay must be >= 0 ns: " + delay);
        }
        this.delay = delay;
    }

    /**
     * Schedules an event for {@code now + delay} and returns its ticket. {@code now} must never decrease from one push
     * to the next. {@code object} must not be null. {@code step} is defined by the caller.
     */
    long push(long now, long sequence, Object object, int step) {
        Objects.requireNonNull(object);
        if (tail - head == at.length) {
            grow();
        }
        int i = index(tail);
        this.at[i] = now + delay;
        this.sequence[i] = sequence;
        this.description[i] = object;
        this.step[i] = step;
        if (tail == head) {
            headAt = now + delay;
            headSequence = sequence;
        }
        return tail++;
    }

    /** Cancels an event. Has no effect if it was removed or cancelled before. */
    void cancel(long ticket) {
        if (ticket < head || ticket >= tail) {
            return;
        }
        int i = index(ticket);
        if (description[i] == null) {
            return;
        }
        description[i] = null;
        if (ticket == head) {
            advance();
        }
    }

    /** Returns the time of the first event, or {@code Long.MAX_VALUE} if there is none. */
    long headAt() {
        return headAt;
    }

    /** Returns the sequence number of the first event. Undefined if there is none. */
    long headSequence() {
        return headSequence;
    }

    /** Returns the object that was pushed with the first event. Null or stale if there is none. */
    Object headWhat() {
        return description[index(head)];
    }

    /** Returns the step that was pushed with the first event. Undefined if there is none. */
    int headStep() {
        return step[index(head)];
    }

    /** Removes the first event. The lane must not be empty. */
    void removeHead() {
        description[index(head)] = null;
        advance();
    }

    private int index(long ticket) {
        return (int) ticket & at.length - 1;
    }

    /** Removes the head and the cancelled events behind it. */
    private void advance() {
        do {
            head++;
        } while (head < tail && description[index(head)] == null);
        if (head < tail) {
            int i = index(head);
            headAt = at[i];
            headSequence = sequence[i];
        } else {
            headAt = Long.MAX_VALUE;
        }
    }

    /** Doubles the ring. The old ring is copied into both halves, so that each ticket finds its slot in either half. */
    private void grow() {
        int capacity = at.length;
        at = Arrays.copyOf(at, 2 * capacity);
        sequence = Arrays.copyOf(sequence, 2 * capacity);
        description = Arrays.copyOf(description, 2 * capacity);
        step = Arrays.copyOf(step, 2 * capacity);
        System.arraycopy(at, 0, at, capacity, capacity);
        System.arraycopy(sequence, 0, sequence, capacity, capacity);
        System.arraycopy(description, 0, description, capacity, capacity);
        System.arraycopy(step, 0, step, capacity, capacity);
        for (long ticket = tail; ticket < head + 2L * capacity; ticket++) {
            description[index(ticket)] = null;
        }
    }
}
