package dev.brownout.kernel;

/**
 * An event that can be scheduled with a {@link ConstantDelayQueue}. It is a node of the linked list of the delay and
 * has its own due time. It can be pending under one delay at a time, and can be cancelled. An event with a second
 * simultaneous wait uses a {@link Timer} for it.
 */
public abstract class DelayedEvent extends Event {
    /** Delay under which the event is pending; {@code null} after it has left the list. */
    ConstantDelayQueue under;

    long dueAt;
    /** Sequence number of the event; its timer if the delay has no list of its own. */
    long order;

    int step;
    DelayedEvent next;
    DelayedEvent previous;
}
