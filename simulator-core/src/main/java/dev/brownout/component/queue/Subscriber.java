package dev.brownout.component.queue;

import dev.brownout.component.queue.QueueSpec.Redelivery;
import dev.brownout.host.Host;
import dev.brownout.kernel.ConstantDelayQueue;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Edge;
import dev.brownout.network.Link;
import dev.brownout.network.TransferCounters;
import dev.brownout.policy.retry.BackoffSequence;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.component.MessageSource.ConsumerSettings;
import dev.brownout.spi.component.MessageSource.Delivery;
import dev.brownout.spi.component.MessageSource.Inbox;
import dev.brownout.spi.component.MessageSource.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The client library of a queue on a consumer host: receives and acknowledges messages, and recognizes those processed
 * before.
 */
final class Subscriber implements Subscription, Host.Resident {
    private static final Reply IGNORING = (outcome, detail) -> {};

    private final Queue queue;
    private final QueueSpec spec;
    private final QueueMetrics measures;
    private final Broker broker;
    private final Host host;
    private final ConsumerSettings settings;
    private final Inbox inbox;
    private final Simulation simulation;
    private final Link outboundLink;
    private final Link back;
    private final TransferCounters transfers;
    private final ConstantDelayQueue waitAtBroker;
    private final ConstantDelayQueue timeout;
    private final KeyedRandom errors;
    private final long key;
    private final Edge acknowledge;
    private final Edge returnEdge;
    /** Edge that reports a failure; {@code null} if a failed message has no backoff. */
    private final Edge postpone;

    private final Edge extend;
    private final KeyedRandom waits;
    /** Requests without all of their results, in their order. */
    private final List<ReceiveRequest> open = new ArrayList<>();
    /** Newest request that has arrived at the broker; {@code null} before the first one. */
    private ReceiveRequest renewed;

    private final BackoffSequence reconnects;
    private long requestedMessages;
    /** Messages to be requested after the wait before a reconnect; 0 if there is none. */
    private int reconnecting;
    /** Incremented by each stop; invalidates pending reconnects. */
    private int stops;

    /** Time at which a message was first processed; shared by every consumer that may receive the message. */
    private static final class FirstDelivery extends LogicalRequest.IdempotencyRecord {
        private long instant;

        FirstDelivery(Queue queue, long origin) {
            super(queue, origin);
        }
    }

    Subscriber(
            Queue queue, ComponentContext context, Broker broker, Host host, ConsumerSettings settings, Inbox inbox) {
        this.queue = queue;
        this.spec = queue.spec();
        this.measures = queue.measures();
        this.broker = broker;
        this.host = host;
        this.settings = settings;
        this.inbox = inbox;
        this.simulation = context.simulation();
        this.outboundLink = context.network().link(host, broker.host());
        this.back = context.network().link(broker.host(), host);
        this.transfers = context.network().transfers();
        this.waitAtBroker = simulation.delay(spec.poll().toNanos());
        this.timeout = simulation.delay(
                spec.poll().plus(context.topology().betweenTiers()).toNanos());
        this.errors = context.random("errors");
        this.key = KeyedRandom.key(0, 0, context.name() + " asked by " + host.component() + "/" + host.node());
        CallTarget route = CallTarget.waiting(
                Operation.WRITE, Optional.of(context.topology().betweenTiers()));
        this.acknowledge = edge(context, route.internal("acknowledge"), broker::acknowledge);
        this.returnEdge = edge(context, route.internal("give back"), broker::returnMessage);
        this.postpone = spec.delaysFailed() ? edge(context, route.internal("postpone"), broker::postpone) : null;
        this.waits = context.random("reconnect");
        this.reconnects = new BackoffSequence(spec.reconnect());
        this.extend = edge(context, route.internal("extend"), broker::extend);
        host.attach(this);
    }

    /** Action of a broker on a receipt, which is the number of a delivery from 1. */
    private interface ReceiptHandler {
        void with(long message, int receipt);
    }

    private Edge edge(ComponentContext context, CallTarget route, ReceiptHandler action) {
        return context.client(host, route).edge(broker.host(), () -> (request, reply) -> {
            action.with(request.idempotencyKey(), request.attempt() + 1);
            reply.accept(Outcome.OK, 0);
        });
    }

    Host host() {
        return host;
    }

    Broker broker() {
        return broker;
    }

    Simulation simulation() {
        return simulation;
    }

    Link link() {
        return outboundLink;
    }

    Link back() {
        return back;
    }

    TransferCounters transfers() {
        return transfers;
    }

    ConstantDelayQueue waitAtBroker() {
        return waitAtBroker;
    }

    ConstantDelayQueue timeoutQueue() {
        return timeout;
    }

    /** Returns whether the broker fails a receive request, with the error share that applies to calls. */
    boolean fails(long identity) {
        double share = broker.host().errorShare();
        return share > 0 && errors.withIdentity(identity).uniform() < share;
    }

    @Override
    public void receive(int most) {
        if (reconnecting > 0) {
            reconnecting += most;
        } else {
            ReceiveRequest request = new ReceiveRequest(this, KeyedRandom.child(key, requestedMessages++, 0, 0), most);
            open.add(request);
            request.send();
        }
    }

    @Override
    public void stop() {
        stops++;
        reconnecting = 0;
        open.forEach(ReceiveRequest::stop);
        open.clear();
    }

    /** Lets a request that arrives at the broker take over the credit of the previous one. */
    void renew(ReceiveRequest request) {
        if (renewed != null) {
            request.takeOver(renewed);
        }
        renewed = request;
    }

    /** Removes a request with all of its results. */
    void ends(ReceiveRequest request) {
        open.remove(request);
    }

    /** Requests messages again after a wait, as the connection to the broker has failed. */
    void reconnect(int messages) {
        boolean pending = reconnecting > 0;
        reconnecting += messages;
        if (!pending) {
            int now = stops;
            long wait = reconnects.nextNanos(waits.withIdentity(KeyedRandom.child(key, requestedMessages, 2, 0)));
            host.schedule(wait, () -> {
                if (stops == now) {
                    int all = reconnecting;
                    reconnecting = 0;
                    inbox.onDelivery(List.of(), all);
                }
            });
        }
    }

    /**
     * Handles a result of a receive request.
     *
     * @param delivered the messages
     * @param handled number of requested messages that the result settles
     */
    void onResponse(List<InFlightMessage> delivered, int handled) {
        reconnects.reset();
        List<Delivery> fresh = new ArrayList<>();
        for (InFlightMessage inFlight : delivered) {
            if (isKnown(inFlight)) {
                measures.deduplicated().add(simulation.now());
                send(acknowledge, inFlight);
            } else {
                inFlight.isHeld = true;
                extendVisibility(inFlight);
                fresh.add(inFlight);
            }
        }
        inbox.onDelivery(fresh, handled);
    }

    @Override
    public void onFinished(Delivery delivery, boolean done) {
        InFlightMessage inFlight = (InFlightMessage) delivery;
        inFlight.isHeld = false;
        if (done) {
            apply(inFlight);
            send(acknowledge, inFlight);
        } else if (postpone != null) {
            send(postpone, inFlight);
        } else if (spec.redelivery() == Redelivery.AT_ONCE) {
            send(returnEdge, inFlight);
        }
    }

    /** Returns messages that arrived after the stop to the broker. */
    void returnMessages(List<InFlightMessage> delivered) {
        delivered.forEach(inFlight -> send(returnEdge, inFlight));
    }

    private FirstDelivery recordProcessed(Request request) {
        return (FirstDelivery) request.logical().find(queue, request.idempotencyKey());
    }

    private boolean isKnown(InFlightMessage inFlight) {
        FirstDelivery before = settings.deduplicateNanos() == 0 ? null : recordProcessed(inFlight.request());
        return before != null && simulation.now() - before.instant <= settings.deduplicateNanos();
    }

    private void apply(InFlightMessage inFlight) {
        long now = simulation.now();
        FirstDelivery before = recordProcessed(inFlight.request());
        if (before == null) {
            FirstDelivery first = new FirstDelivery(queue, inFlight.request().idempotencyKey());
            first.instant = now;
            inFlight.request().logical().carry(first);
            measures.endToEnd().record(inFlight.message.publishedAt, now - inFlight.message.publishedAt);
        } else if (isKnown(inFlight)) {
            measures.deduplicated().add(now);
        } else {
            measures.duplicates().add(now);
        }
    }

    /** Extends the visibility timeout halfway through it, for as long as the message is being processed. */
    private void extendVisibility(InFlightMessage inFlight) {
        if (settings.extend()) {
            host.schedule(spec.visibility().toNanos() / 2, () -> {
                if (inFlight.isHeld) {
                    send(extend, inFlight);
                    extendVisibility(inFlight);
                }
            });
        }
    }

    private void send(Edge edge, InFlightMessage inFlight) {
        Request message = inFlight.request();
        long step = edge == acknowledge ? 1 : edge == returnEdge ? 2 : 3 + requestedMessages++;
        edge.send(
                host,
                new Request(
                        KeyedRandom.child(message.identity(), step, 0, inFlight.receipt),
                        inFlight.message.number,
                        message.number(),
                        message.source(),
                        inFlight.receipt - 1,
                        0,
                        message.key(),
                        Operation.WRITE,
                        0,
                        message.intendedSendAt(),
                        message.logical()),
                IGNORING);
    }

    @Override
    public void onCrash() {
        int dead = host.incarnation() - 1;
        List<ReceiveRequest> lost = List.copyOf(open);
        open.clear();
        stops++;
        reconnecting = 0;
        reconnects.reset();
        long delayNanos = outboundLink.delayNanos(KeyedRandom.child(key, requestedMessages++, 1, 0), 0);
        if (host.state() == Host.State.CRASHED && delayNanos != Link.LOST) {
            simulation.scheduleAfter(delayNanos, step -> hungUp(lost, dead), 0);
        }
    }

    /** Tells the broker that the connection is closed; no effect while the broker's host is crashed or unreachable. */
    private void hungUp(List<ReceiveRequest> lost, int dead) {
        if (broker.host().state() == Host.State.DARK || broker.host().state() == Host.State.CRASHED) {
            return;
        }
        broker.host().schedule(0, () -> {
            lost.forEach(ReceiveRequest::abandon);
            broker.onDisconnected(this, dead);
        });
    }
}
