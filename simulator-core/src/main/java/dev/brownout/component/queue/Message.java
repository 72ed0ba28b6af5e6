package dev.brownout.component.queue;

import dev.brownout.kernel.DelayedEvent;
import dev.brownout.service.Request;

/** A message that a broker keeps; it fires when its visibility has run out. */
final class Message extends DelayedEvent {
    /** Where it is. */
    enum State {
        WAITING,
        HANDED,
        GONE
    }

    final long number;
    final Request request;
    final long publishedAt;
    final boolean poison;
    private final Broker broker;
    State state = State.WAITING;
    /** Since when it has been waiting. */
    long since;
    /** How often consumers were given it; also the receipt of the newest of them. */
    int receives;
    /** Those of its publication that wait behind it and are still to be made; {@code null} for none. */
    QueuedBatch behind;
    /** Who has it, and since which life of that machine. */
    Subscriber holder;

    int holderIncarnation;

    Message(Broker broker, long number, Request request, long now, boolean poison) {
        this.broker = broker;
        this.number = number;
        this.request = request;
        this.publishedAt = now;
        this.since = now;
        this.poison = poison;
    }

    @Override
    public void fire(int step) {
        broker.visible(this);
    }
}
