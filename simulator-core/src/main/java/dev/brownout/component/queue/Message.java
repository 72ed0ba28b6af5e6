package dev.brownout.component.queue;

import dev.brownout.kernel.DelayedEvent;
import dev.brownout.service.Request;

/** A message stored by a broker; fires when its visibility timeout elapses. */
final class Message extends DelayedEvent {
    /** Delivery state of a message. */
    enum State {
        WAITING,
        IN_FLIGHT,
        DELETED
    }

    final long number;
    final Request request;
    final long publishedAt;
    final boolean poison;
    private final Broker broker;
    State state = State.WAITING;
    /** Start of the current wait in the queue. */
    long startNanos;
    /** Number of deliveries to consumers; also the receipt of the newest one. */
    int receives;
    /** Wait before the current delivery after a failure, in ns; 0 without one. */
    long waitedNanos;
    /** Remaining messages of the same publication, not created yet; {@code null} for none. */
    QueuedBatch nextOfBatch;
    /** The current consumer and the incarnation of its host at delivery. */
    Subscriber consumer;

    int consumerIncarnation;

    Message(Broker broker, long number, Request request, long now, boolean poison) {
        this.broker = broker;
        this.number = number;
        this.request = request;
        this.publishedAt = now;
        this.startNanos = now;
        this.poison = poison;
    }

    @Override
    public void fire(int step) {
        broker.visible(this);
    }
}
