package dev.brownout.component.queue;

import dev.brownout.host.Host;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Timer;
import dev.brownout.network.Link;
import dev.brownout.random.KeyedRandom;
import java.util.List;

/**
 * A receive request of a consumer: sent to the broker, waiting there, and returned (long polling). It is not a call: no
 * call metric counts it. Messages of a lost response return to the queue after their visibility timeout.
 */
final class ReceiveRequest extends Event {
    private static final int ARRIVE = 0;
    private static final int OVER = 1;
    private static final int ANSWER = 2;
    private static final int BROKEN = 3;
    private static final int EXPIRE = 4;

    private final Subscriber subscriber;
    private final Host consumer;
    private final long identity;
    private final int most;
    private final int incarnation;
    private boolean waiting;
    private boolean stopped;
    private final Timer wait = new Timer(this);
    private final Timer timeout = new Timer(this);
    private List<InFlightMessage> messages = List.of();

    ReceiveRequest(Subscriber subscriber, long identity, int most) {
        this.subscriber = subscriber;
        this.consumer = subscriber.host();
        this.identity = identity;
        this.most = most;
        this.incarnation = consumer.incarnation();
    }

    /** Sends the request and starts its timeout. */
    void go() {
        subscriber.simulation().after(subscriber.patience(), timeout, EXPIRE);
        if (consumer.state() != Host.State.DARK) {
            cross(subscriber.there(), ARRIVE);
        }
    }

    /** Stops the request; messages that still arrive are returned to the broker. */
    void stop() {
        stopped = true;
    }

    Subscriber subscriber() {
        return subscriber;
    }

    /** Returns the maximum number of messages. */
    int most() {
        return most;
    }

    /** Returns whether the request waits at the broker. */
    boolean waits() {
        return waiting;
    }

    private void cross(Link link, int step) {
        long delayNanos = link.delayNanos(KeyedRandom.child(identity, step, 0, 0), 0);
        if (delayNanos != Link.LOST) {
            subscriber.simulation().after(delayNanos, this, step);
        }
    }

    @Override
    public void fire(int step) {
        switch (step) {
            case ARRIVE -> arrive();
            case OVER -> over();
            default -> home(step);
        }
    }

    private void arrive() {
        Host host = subscriber.broker().host();
        switch (host.state()) {
            case UP -> {
                if (subscriber.fails(identity)) {
                    cross(subscriber.back(), BROKEN);
                } else {
                    waiting = true;
                    subscriber.simulation().after(subscriber.waitAtBroker(), wait, OVER);
                    subscriber.broker().ask(this);
                }
            }
            case CRASHED -> cross(subscriber.back(), BROKEN);
            case PAUSED, HUNG -> host.defer(this, ARRIVE);
            default -> {}
        }
    }

    private void over() {
        Host host = subscriber.broker().host();
        if (waiting && host.isSuspended()) {
            host.defer(this, OVER);
        } else if (waiting) {
            subscriber.broker().nothingFor(this);
        }
    }

    /** Sends the broker's response. */
    void answer(List<InFlightMessage> handed) {
        waiting = false;
        subscriber.simulation().cancel(wait);
        messages = handed;
        Host host = subscriber.broker().host();
        if (host.state() != Host.State.DARK) {
            if (subscriber.transfers().counting()) {
                handed.forEach(message -> subscriber.transfers().send(host, consumer, message.request()));
            }
            cross(subscriber.back(), ANSWER);
        }
    }

    /** Ends the wait after a failure of the broker; a crash breaks the connection visibly. */
    void broken() {
        if (waiting) {
            waiting = false;
            subscriber.simulation().cancel(wait);
            if (subscriber.broker().host().state() == Host.State.CRASHED) {
                cross(subscriber.back(), BROKEN);
            }
        }
    }

    /** Ends the wait because the broker knows that the consumer's connection is closed. */
    void abandon() {
        waiting = false;
        subscriber.simulation().cancel(wait);
    }

    private void home(int step) {
        if (consumer.incarnation() != incarnation) {
            return;
        }
        if (consumer.isSuspended()) {
            consumer.defer(this, step);
        } else if (consumer.state() != Host.State.DARK || step == EXPIRE) {
            settle(step);
        }
    }

    private void settle(int step) {
        subscriber.simulation().cancel(timeout);
        if (stopped) {
            subscriber.giveBack(messages);
            messages = List.of();
        }
        if (subscriber.ends(this)) {
            subscriber.heard(messages, step != BROKEN);
        }
    }
}
