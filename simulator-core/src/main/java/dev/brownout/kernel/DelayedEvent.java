package dev.brownout.kernel;

/**
 * An event that can wait under a constant {@link ConstantDelayQueue}: a link of the delay's lane, which carries its own
 * due time. It waits under one delay at a time, and whoever has it can take it back. One that waits for something else
 * meanwhile has a {@link Timer} for that.
 */
public abstract class DelayedEvent extends Event {
    /** Where it waits; {@code null} once it has left a lane. */
    ConstantDelayQueue under;

    long dueAt;
    /** Its sequence number; its timer where the delay has no lane. */
    long order;

    int step;
    DelayedEvent next;
    DelayedEvent previous;
}
