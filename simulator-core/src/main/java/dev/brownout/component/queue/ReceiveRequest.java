package dev.brownout.component.queue;

import dev.brownout.host.Host;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Timer;
import dev.brownout.network.Link;
import dev.brownout.random.KeyedRandom;
import java.util.List;

/**
 * A receive request of a consumer for a number of messages, which is its credit at the broker. The broker sends
 * messages as they come, until the credit is used up or the wait time is over. A later request of the consumer takes
 * over the rest of the credit, so that the broker pushes up to {@code prefetch} messages, as RabbitMQ does after
 * basic.qos (https://www.rabbitmq.com/docs/confirms#channel-qos-prefetch). It is not a call: no call metric counts it.
 * Messages of a lost response return to the queue after their visibility timeout.
 */
final class ReceiveRequest extends Event {
    private static final int ARRIVE = 0;
    private static final int OVER = 1;
    /** Step of the first response. Further ones have the numbers after the last step. */
    private static final int ANSWER = 2;

    private static final int BROKEN = 3;
    private static final int EXPIRE = 4;

    private final Subscriber subscriber;
    private final Host consumer;
    private final long identity;
    private final int incarnation;
    /** Rest of the credit at the broker. */
    private int maximum;
    /** Credit that no result has settled at the consumer. */
    private int outstandingCredit;
    /** Request that has taken over the credit; {@code null} if there is none. */
    private ReceiveRequest successor;

    private boolean empty = true;
    private int responses;
    private boolean waiting;
    private boolean stopped;
    private final Timer wait = new Timer(this);
    private final Timer timeout = new Timer(this);

    ReceiveRequest(Subscriber subscriber, long identity, int most) {
        this.subscriber = subscriber;
        this.consumer = subscriber.host();
        this.identity = identity;
        this.maximum = most;
        this.outstandingCredit = most;
        this.incarnation = consumer.incarnation();
    }

    /** Sends the request and starts its timeout. */
    void send() {
        subscriber.simulation().scheduleAfter(subscriber.timeoutQueue(), timeout, EXPIRE);
        if (consumer.state() != Host.State.DARK) {
            cross(subscriber.link(), ARRIVE);
        }
    }

    /** Stops the request; messages that still arrive are returned to the broker. */
    void stop() {
        stopped = true;
    }

    Subscriber subscriber() {
        return subscriber;
    }

    /** Returns the maximum number of further messages. */
    int maximum() {
        return maximum;
    }

    /** Returns whether it has got no message. */
    boolean isEmpty() {
        return empty;
    }

    /** Returns whether the request waits at the broker. */
    boolean waits() {
        return waiting;
    }

    private void cross(Link link, int step) {
        cross(link, this, step);
    }

    private void cross(Link link, Event event, int step) {
        long delayNanos = link.delayNanos(KeyedRandom.child(identity, step, 0, 0), 0);
        if (delayNanos != Link.LOST) {
            subscriber.simulation().scheduleAfter(delayNanos, event, step);
        }
    }

    @Override
    public void fire(int step) {
        switch (step) {
            case ARRIVE -> arrive();
            case OVER -> expire();
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
                    subscriber.renew(this);
                    subscriber.simulation().scheduleAfter(subscriber.waitAtBroker(), wait, OVER);
                    subscriber.broker().accept(this);
                }
            }
            case CRASHED -> cross(subscriber.back(), BROKEN);
            case PAUSED, HUNG -> host.defer(this, ARRIVE);
            default -> {}
        }
    }

    private void expire() {
        Host host = subscriber.broker().host();
        if (waiting && host.isSuspended()) {
            host.defer(this, OVER);
        } else if (waiting) {
            subscriber.broker().nothingFor(this);
        }
    }

    /** Takes over the credit of an earlier request of the same process that waits at the broker. */
    void takeOver(ReceiveRequest earlier) {
        if (earlier.waiting && earlier.isOpen() && earlier.incarnation == incarnation) {
            maximum += earlier.maximum;
            outstandingCredit += earlier.outstandingCredit;
            earlier.successor = this;
            earlier.abandon();
            subscriber.simulation().cancel(earlier.timeout);
            subscriber.ends(earlier);
        }
    }

    /** Sends messages of the broker, at most the rest of the credit. */
    void answer(List<InFlightMessage> delivered) {
        empty = false;
        maximum -= delivered.size();
        if (maximum == 0) {
            abandon();
        }
        respond(delivered, 0);
    }

    /** Ends the request without further messages, and returns the rest of its credit. */
    void end() {
        abandon();
        respond(List.of(), maximum);
    }

    private void respond(List<InFlightMessage> delivered, int returned) {
        Host host = subscriber.broker().host();
        if (host.state() != Host.State.DARK) {
            if (subscriber.transfers().counting()) {
                delivered.forEach(message -> subscriber.transfers().send(host, consumer, message.request()));
            }
            cross(subscriber.back(), new Response(delivered, returned), responses == 0 ? ANSWER : EXPIRE + responses);
            responses++;
        }
    }

    /** A response on its way to the consumer. */
    private final class Response extends Event {
        private final List<InFlightMessage> messages;
        private final int returned;

        Response(List<InFlightMessage> messages, int returned) {
            this.messages = messages;
            this.returned = returned;
        }

        @Override
        public void fire(int step) {
            if (consumer.incarnation() == incarnation) {
                if (consumer.isSuspended()) {
                    consumer.defer(this, step);
                } else if (consumer.state() != Host.State.DARK) {
                    last().complete(messages, returned);
                }
            }
        }
    }

    private boolean isOpen() {
        return !stopped && outstandingCredit > 0;
    }

    private ReceiveRequest last() {
        ReceiveRequest last = this;
        while (last.successor != null) {
            last = last.successor;
        }
        return last;
    }

    private void complete(List<InFlightMessage> messages, int returned) {
        if (stopped) {
            subscriber.returnMessages(messages);
        } else if (isOpen()) {
            int handled = messages.size() + returned;
            outstandingCredit -= handled;
            if (outstandingCredit == 0) {
                subscriber.simulation().cancel(timeout);
                subscriber.ends(this);
            }
            subscriber.onResponse(messages, handled);
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
            fail(step);
        }
    }

    private void fail(int step) {
        subscriber.simulation().cancel(timeout);
        if (isOpen()) {
            int handled = outstandingCredit;
            outstandingCredit = 0;
            subscriber.ends(this);
            if (step == BROKEN) {
                subscriber.reconnect(handled);
            } else {
                subscriber.onResponse(List.of(), handled);
            }
        }
    }
}
