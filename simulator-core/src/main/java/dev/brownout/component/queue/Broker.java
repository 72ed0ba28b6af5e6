package dev.brownout.component.queue;

import dev.brownout.component.queue.Message.State;
import dev.brownout.component.queue.QueueSpec.Redelivery;
import dev.brownout.host.Host;
import dev.brownout.instrument.DrainTimeGauge;
import dev.brownout.kernel.ConstantDelayQueue;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.FanOutMessages;
import dev.brownout.service.LossLog;
import dev.brownout.service.Request;
import dev.brownout.spec.Share;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The message broker of a queue in one region. A message waits in the queue, is delivered to a consumer for its
 * visibility timeout, and is removed when the consumer acknowledges it; a returned message joins the end of the queue.
 */
final class Broker implements Host.Resident {
    private final QueueSpec spec;
    private final Simulation simulation;
    private final Host host;
    private final QueueMetrics measures;
    private final KeyedRandom poisons;
    private final KeyedRandom waits;
    private final ConstantDelayQueue visibility;
    private final long retentionNanos;
    private final int places;
    private final Map<Long, Message> messages = new LinkedHashMap<>();
    private final ReadyMessages line;
    private final PublicationTimes published = new PublicationTimes();
    private final MessageWaits messageWaits;
    private final LossLog losses;
    private final PublishStage entrance;
    private final ArrayDeque<ReceiveRequest> polls = new ArrayDeque<>();
    private long stored;
    private int inFlight;
    private boolean sweeping;

    /**
     * Creates a broker without messages.
     *
     * @param queue the key under which consumers record processed messages
     */
    Broker(Queue queue, ComponentContext context, Host host, DrainTimeGauge drain) {
        QueueSpec spec = queue.spec();
        QueueMetrics measures = queue.measures();
        this.spec = spec;
        this.measures = measures;
        this.simulation = context.simulation();
        this.host = host;
        this.line = new ReadyMessages(simulation, measures.depth(), drain);
        AuditRegistry audit = context.audit();
        this.losses = audit.losses();
        this.poisons = context.random("poison");
        this.waits = context.random("backoff");
        this.visibility = simulation.delay(spec.visibility().toNanos());
        this.retentionNanos = spec.retention().toNanos();
        this.places = spec.capacity().orElse(Integer.MAX_VALUE);
        this.entrance = new PublishStage(spec, context, this);
        host.attach(this);
        this.messageWaits = new MessageWaits(queue, context, host, line, messages.values());
    }

    Host host() {
        return host;
    }

    /** Returns the stage that accepts publications. */
    PublishStage entrance() {
        return entrance;
    }

    /** Returns the number of waiting messages. */
    long depth() {
        return line.waiting();
    }

    /** Returns the number of stored messages, waiting or delivered. */
    long messages() {
        return messages.size() + line.unmade();
    }

    /**
     * Returns the number of objects in memory: messages or queue entries, stale ones included, and blocked
     * publications.
     */
    long memoryObjects() {
        return Math.max(messages.size(), line.places()) + (long) entrance.blocked();
    }

    /** Returns the number of waiting and delivered messages, counted incrementally; used as a consistency check. */
    long backlog() {
        return line.waiting() + inFlight;
    }

    /** Returns the time since the publication of the oldest stored message, in ns; 0 if there is none. */
    long oldestAgeNanos() {
        return published.oldestAgeNanos(simulation.now());
    }

    /** Returns whether the queue has no capacity for {@code more} messages. */
    boolean isFull(int more) {
        return line.waiting() > places - more;
    }

    /** Returns whether {@code more} messages would fit into the empty queue. */
    boolean everHasRoom(int more) {
        return more <= places;
    }

    /** Drops the oldest waiting message to free its capacity. */
    void dropOldest() {
        lose(line.head());
    }

    /** Stores a message. */
    void store(Request request) {
        line.join(createMessage(request, simulation.now()));
        published.add(simulation.now(), 1);
        measures.published().add(simulation.now());
        sweep();
    }

    /** Stores the messages of a publication. */
    void store(FanOutMessages bundle) {
        long now = simulation.now();
        line.join(new QueuedBatch(bundle, request -> createMessage(request, now)));
        published.add(now, bundle.messages());
        measures.published().add(now, bundle.messages());
        sweep();
    }

    private Message createMessage(Request request, long publishedAt) {
        boolean poison =
                spec.poison().map(QueueSpec.Poison::share).map(Share::ratio).orElse(0.0)
                        > poisons.withIdentity(request.idempotencyKey()).uniform();
        Message message = new Message(this, stored++, request, publishedAt, poison);
        messages.put(message.number, message);
        return message;
    }

    /** Accepts a receive request; it ends when it has all its messages, or when its wait time elapses. */
    void accept(ReceiveRequest poll) {
        polls.add(poll);
        handOut();
    }

    /** Returns the first waiting receive request; {@code null} if there is none. */
    private ReceiveRequest nextReceiveRequest() {
        while (!polls.isEmpty() && !polls.peek().waits()) {
            polls.poll();
        }
        return polls.peek();
    }

    /** Completes a receive request without messages after its wait time. */
    void nothingFor(ReceiveRequest poll) {
        if (poll.isEmpty()) {
            measures.emptyReceives().add(simulation.now());
        }
        poll.end();
        nextReceiveRequest();
    }

    /** Delivers messages to waiting receive requests in turn, and admits blocked publications. */
    void handOut() {
        for (Message next = line.head(); next != null; next = line.head()) {
            ReceiveRequest poll = nextReceiveRequest();
            if (poll == null) {
                return;
            }
            List<InFlightMessage> messages = new ArrayList<>();
            while (next != null && messages.size() < poll.maximum()) {
                messages.add(deliver(next, poll.subscriber()));
                next = line.head();
            }
            polls.poll();
            if (messages.size() < poll.maximum()) {
                polls.add(poll);
            }
            poll.answer(messages);
            entrance.admit();
        }
    }

    private InFlightMessage deliver(Message message, Subscriber to) {
        long now = simulation.now();
        line.leave(message, State.IN_FLIGHT);
        inFlight++;
        measures.unacknowledged().add(now, 1);
        message.consumer = to;
        message.consumerIncarnation = to.host().incarnation();
        message.receives++;
        simulation.scheduleAfter(visibility, message, 0);
        if (message.receives > 1) {
            measures.redeliveries().add(now);
        } else {
            messageWaits.onDelivered(message, now);
        }
        return new InFlightMessage(message, message.receives);
    }

    /** Acknowledges a message. A receipt other than the newest has no effect. */
    void acknowledge(long number, int receipt) {
        Message message = messages.get(number);
        if (message != null && message.receives == receipt) {
            measures.consumed().add(simulation.now());
            remove(message);
            entrance.admit();
            handOut();
        }
    }

    /** Returns a message to the queue; a receipt other than the newest has no effect. */
    void returnMessage(long number, int receipt) {
        Message message = messages.get(number);
        if (message != null && message.receives == receipt && message.state == State.IN_FLIGHT) {
            requeue(message);
            handOut();
        }
    }

    /**
     * Hides a failed message for its backoff; a receipt other than the newest has no effect. The last delivery ends
     * immediately as a dead letter.
     */
    void postpone(long number, int receipt) {
        Message message = messages.get(number);
        if (message == null || message.receives != receipt || message.state != State.IN_FLIGHT) {
            return;
        }
        if (receipt >= spec.maxReceives().orElse(Integer.MAX_VALUE)) {
            requeue(message);
            return;
        }
        simulation.cancel(message);
        KeyedRandom draw = waits.withIdentity(KeyedRandom.child(message.request.idempotencyKey(), receipt, 0, 0));
        message.waitedNanos = spec.backoff().orElseThrow().waitNanos(receipt - 1, message.waitedNanos, draw);
        host.schedule(message.waitedNanos, () -> returnMessage(number, receipt));
    }

    /** Restarts the visibility timeout of a message; a receipt other than the newest has no effect. */
    void extend(long number, int receipt) {
        Message message = messages.get(number);
        if (message != null && message.receives == receipt && message.state == State.IN_FLIGHT) {
            simulation.cancel(message);
            simulation.scheduleAfter(visibility, message, 0);
        }
    }

    /** Returns a message to the queue after its visibility timeout; deferred while the host is suspended. */
    void visible(Message message) {
        if (message.state != State.IN_FLIGHT) {
            return;
        }
        if (host.isSuspended()) {
            host.defer(message, 0);
            return;
        }
        requeue(message);
        handOut();
    }

    /** Handles a broken connection to a consumer process: its messages are returned if redelivery is immediate. */
    void onDisconnected(Subscriber consumer, int incarnation) {
        if (spec.redelivery() == Redelivery.AT_ONCE) {
            for (Message message : List.copyOf(messages.values())) {
                if (message.state == State.IN_FLIGHT
                        && message.consumer == consumer
                        && message.consumerIncarnation == incarnation) {
                    requeue(message);
                }
            }
            handOut();
        }
    }

    private void requeue(Message message) {
        simulation.cancel(message);
        if (message.receives >= spec.maxReceives().orElse(Integer.MAX_VALUE)) {
            measures.deadLetters().add(simulation.now());
            remove(message);
            return;
        }
        inFlight--;
        measures.unacknowledged().add(simulation.now(), -1);
        message.consumer = null;
        line.join(message);
        sweep();
    }

    private void remove(Message message) {
        messages.remove(message.number);
        published.remove(message.publishedAt);
        if (message.state == State.WAITING) {
            line.leave(message, State.DELETED);
        } else {
            message.state = State.DELETED;
            inFlight--;
            measures.unacknowledged().add(simulation.now(), -1);
            simulation.cancel(message);
        }
    }

    private void lose(Message message) {
        measures.lost().add(simulation.now());
        remove(message);
    }

    /** Schedules the next retention sweep, when the first message may exceed its retention. */
    private void sweep() {
        Message next = line.head();
        if (!sweeping && next != null) {
            sweeping = true;
            long left = next.publishedAt + retentionNanos - simulation.now();
            simulation.scheduleAfter(Math.max(0, left), new Sweep(), 0);
        }
    }

    /** Removes messages at the head that have exceeded their retention. */
    private final class Sweep extends Event {
        @Override
        public void fire(int step) {
            if (host.isSuspended()) {
                host.defer(this, step);
                return;
            }
            sweeping = false;
            for (Message old = line.head(); old != null && tooOld(old); old = line.head()) {
                lose(old);
            }
            entrance.admit();
            handOut();
            sweep();
        }

        private boolean tooOld(Message message) {
            return simulation.now() - message.publishedAt >= retentionNanos;
        }
    }

    @Override
    public void onCrash() {
        List<ReceiveRequest> open = List.copyOf(polls);
        polls.clear();
        open.forEach(ReceiveRequest::broken);
        if (!spec.durable()) {
            line.eachUnmade((publishedAt, source) -> losses.record(simulation.now(), publishedAt, source));
            published.clear();
            measures.lost().add(simulation.now(), line.discardPending());
        }
        for (Message message : List.copyOf(messages.values())) {
            if (!spec.durable()) {
                losses.record(
                        simulation.now(),
                        message.publishedAt,
                        message.request.source().number());
                lose(message);
            } else if (message.state == State.IN_FLIGHT) {
                requeue(message);
            }
        }
    }
}
