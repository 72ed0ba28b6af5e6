package dev.brownout.bench;

import java.util.Arrays;
import java.util.Objects;

/**
 * Events that are all due the same constant delay after they were scheduled, such as timeouts and hops of a fixed
 * latency.
 *
 * <p>They fall due in the order in which they came, so a ring buffer is all the sorting they need. An event that is
 * cancelled leaves the ring at once when it is the first, and otherwise as soon as all before it have left: the ring
 * spans the oldest live event to the newest, however many were cancelled in between.
 */
final class TightLane {

    private final long delay;
    private long[] at = new long[64];
    private long[] sequence = new long[64];
    private Object[] what = new Object[64];
    private int[] step = new int[64];

    /** Tickets of the first event and of the next to come; the ring index is the ticket modulo the capacity. */
    private long head;

    private long tail;
    private long headAt = Long.MAX_VALUE;
    private long headSequence;

    /** Makes an empty lane for events due {@code delay} nanoseconds after they are pushed; negative delays throw. */
    TightLane(long delay) {
        if (delay < 0) {
            throw new IllegalArgumentException("delay must be >= 0 ns: " + delay);
        }
        this.delay = delay;
    }

    /**
     * Schedules an event for {@code now + delay} and returns its ticket. {@code now} must never decrease from one push
     * to the next; {@code what} must not be null, {@code step} is the caller's own.
     */
    long push(long now, long sequence, Object what, int step) {
        Objects.requireNonNull(what);
        if (tail - head == at.length) {
            grow();
        }
        int i = index(tail);
        this.at[i] = now + delay;
        this.sequence[i] = sequence;
        this.what[i] = what;
        this.step[i] = step;
        if (tail == head) {
            headAt = now + delay;
            headSequence = sequence;
        }
        return tail++;
    }

    /** Takes an event out of the lane; does nothing when it has been removed or cancelled already. */
    void cancel(long ticket) {
        if (ticket < head || ticket >= tail) {
            return;
        }
        int i = index(ticket);
        if (what[i] == null) {
            return;
        }
        what[i] = null;
        if (ticket == head) {
            advance();
        }
    }

    /** When the first event is due; {@code Long.MAX_VALUE} when there is none. */
    long headAt() {
        return headAt;
    }

    /** The sequence number of the first event; meaningless when there is none. */
    long headSequence() {
        return headSequence;
    }

    /** What the first event was pushed with; null or stale when there is none. */
    Object headWhat() {
        return what[index(head)];
    }

    /** The step the first event was pushed with; meaningless when there is none. */
    int headStep() {
        return step[index(head)];
    }

    /** Removes the first event; the lane must not be empty. */
    void removeHead() {
        what[index(head)] = null;
        advance();
    }

    private int index(long ticket) {
        return (int) ticket & at.length - 1;
    }

    /** Drops the head and the cancelled events behind it. */
    private void advance() {
        do {
            head++;
        } while (head < tail && what[index(head)] == null);
        if (head < tail) {
            int i = index(head);
            headAt = at[i];
            headSequence = sequence[i];
        } else {
            headAt = Long.MAX_VALUE;
        }
    }

    /**
     * Doubles the ring: the old one stands in it twice over, so each ticket finds its place, whichever half that is.
     */
    private void grow() {
        int capacity = at.length;
        at = Arrays.copyOf(at, 2 * capacity);
        sequence = Arrays.copyOf(sequence, 2 * capacity);
        what = Arrays.copyOf(what, 2 * capacity);
        step = Arrays.copyOf(step, 2 * capacity);
        System.arraycopy(at, 0, at, capacity, capacity);
        System.arraycopy(sequence, 0, sequence, capacity, capacity);
        System.arraycopy(what, 0, what, capacity, capacity);
        System.arraycopy(step, 0, step, capacity, capacity);
        for (long ticket = tail; ticket < head + 2L * capacity; ticket++) {
            what[index(ticket)] = null;
        }
    }
}
