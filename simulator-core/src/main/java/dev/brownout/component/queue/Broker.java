package dev.brownout.component.queue;

import dev.brownout.component.queue.Message.State;
import dev.brownout.component.queue.QueueSpec.Redelivery;
import dev.brownout.component.queue.QueueSpec.WhenFull;
import dev.brownout.kernel.Delay;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.measure.Span;
import dev.brownout.node.Host;
import dev.brownout.random.Draws;
import dev.brownout.random.Sampler;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.spec.Share;
import dev.brownout.spec.Wiring;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The machine that keeps the messages of a queue. A message waits, is handed to a consumer for the time of its
 * visibility, and is gone when that consumer acknowledges it; one that comes back joins the end of the line.
 */
final class Broker implements Host.Resident {
    private final QueueSpec spec;
    private final Simulation simulation;
    private final Host host;
    private final int number;
    private final Measures measures;
    private final Drain drain;
    private final Sampler send;
    private final Draws sends;
    private final Draws poisons;
    private final Delay visibility;
    private final long retentionNanos;
    private final int places;
    private final Map<Long, Message> messages = new LinkedHashMap<>();
    /** In the order of delivery; those that are not waiting any more are passed over. */
    private final ArrayDeque<Message> line = new ArrayDeque<>();

    private final ArrayDeque<Poll> polls = new ArrayDeque<>();
    private final ArrayDeque<Storing> blocked = new ArrayDeque<>();
    private long stored;
    private int waiting;
    private int handed;
    private boolean sweeping;

    Broker(QueueSpec spec, Wiring wiring, Host host, Measures measures, Drain drain) {
        this.spec = spec;
        this.simulation = wiring.simulation();
        this.host = host;
        this.number = wiring.number();
        this.measures = measures;
        this.drain = drain;
        this.send = spec.send().sampler();
        this.sends = wiring.draws("send");
        this.poisons = wiring.draws("poison");
        this.visibility = simulation.delay(spec.visibility().toNanos());
        this.retentionNanos = spec.retention().toNanos();
        this.places = spec.capacity().orElse(Integer.MAX_VALUE);
        host.house(this);
    }

    Host host() {
        return host;
    }

    /** How many messages wait. */
    long depth() {
        return waiting;
    }

    /** How many messages there are. */
    long messages() {
        return messages.size();
    }

    /** How many messages wait or are with a consumer, as counted while they came and went. */
    long waitingAndHanded() {
        return (long) waiting + handed;
    }

    /** How long the message that is next has been waiting. */
    long oldestAgeNanos() {
        Message next = head();
        return next == null ? 0 : simulation.now() - next.since;
    }

    /** Stores a message and says so; what happens when there is no place is a matter of the queue's settings. */
    void publish(Request request, Reply reply) {
        long nanos = host.stretched(send.sampleNanos(sends.at(request.identity())));
        simulation.after(nanos, new Storing(request, reply), 0);
    }

    /** A message on its way to the disk. */
    private final class Storing extends Event {
        private final Request request;
        private final Reply reply;
        private final int incarnation = host.incarnation();

        Storing(Request request, Reply reply) {
            this.request = request;
            this.reply = reply;
        }

        @Override
        public void fire(int step) {
            if (host.incarnation() == incarnation) {
                if (host.frozen()) {
                    host.defer(this, step);
                } else {
                    offer(this);
                }
            }
        }
    }

    private void offer(Storing message) {
        if (waiting >= places && spec.when_full() == WhenFull.REJECT) {
            message.reply.accept(Outcome.REJECTED, number);
        } else if (waiting >= places && spec.when_full() == WhenFull.BLOCK) {
            blocked.add(message);
        } else {
            if (waiting >= places) {
                lose(head());
            }
            store(message);
            handOut();
            message.reply.accept(Outcome.OK, 0);
        }
    }

    private void store(Storing storing) {
        long now = simulation.now();
        boolean poison =
                spec.poison().map(QueueSpec.Poison::share).map(Share::ratio).orElse(0.0)
                        > poisons.at(storing.request.origin()).uniform();
        Message message = new Message(this, stored++, storing.request, now, poison);
        messages.put(message.number, message);
        measures.published().add(now);
        join(message);
        sweep();
    }

    private void join(Message message) {
        message.state = State.WAITING;
        message.since = simulation.now();
        message.holder = null;
        line.add(message);
        waiting++;
        measures.depth().add(simulation.now(), 1);
        drain.deeper();
    }

    private void leave(Message message, State next) {
        message.state = next;
        waiting--;
        measures.depth().add(simulation.now(), -1);
        drain.shallower();
    }

    /** The message that is next; {@code null} if none waits. */
    private Message head() {
        while (!line.isEmpty() && line.peek().state != State.WAITING) {
            line.poll();
        }
        return line.peek();
    }

    /** A consumer asks: it is answered when there is something, or when its wait is over. */
    void ask(Poll poll) {
        polls.add(poll);
        handOut();
    }

    /** The head of the line of those who ask; {@code null} if nobody does. */
    private Poll asking() {
        while (!polls.isEmpty() && !polls.peek().waits()) {
            polls.poll();
        }
        return polls.peek();
    }

    /** Somebody no longer asks. */
    void gaveUpAsking() {
        asking();
    }

    /** Gives messages to those who ask, and places to those who wait for one, as long as there are both. */
    private void handOut() {
        for (Message next = head(); next != null; next = head()) {
            Poll poll = asking();
            if (poll == null) {
                return;
            }
            List<Parcel> parcels = new ArrayList<>();
            while (next != null && parcels.size() < poll.most()) {
                parcels.add(hand(next, poll.subscriber()));
                next = head();
            }
            poll.answer(parcels);
            admit();
        }
    }

    private Parcel hand(Message message, Subscriber to) {
        long now = simulation.now();
        line.poll();
        leave(message, State.HANDED);
        handed++;
        measures.unacknowledged().add(now, 1);
        message.holder = to;
        message.holderIncarnation = to.host().incarnation();
        message.receives++;
        message.timer = simulation.after(visibility, message, 0);
        if (message.receives > 1) {
            measures.redeliveries().add(now);
        }
        return new Parcel(message, message.receives);
    }

    private void admit() {
        while (waiting < places && !blocked.isEmpty()) {
            Storing first = blocked.poll();
            store(first);
            first.reply.accept(Outcome.OK, 0);
        }
    }

    /** A consumer has worked on a message. A receipt that is not the newest has no effect. */
    void acknowledge(long which, int receipt) {
        Message message = messages.get(which);
        if (message != null && message.receives == receipt) {
            measures.consumed().add(simulation.now());
            remove(message);
            admit();
            handOut();
        }
    }

    /** A consumer gives a message back. */
    void giveBack(long which, int receipt) {
        Message message = messages.get(which);
        if (message != null && message.receives == receipt && message.state == State.HANDED) {
            comeBack(message);
            handOut();
        }
    }

    /** A consumer is still at work on a message. */
    void extend(long which, int receipt) {
        Message message = messages.get(which);
        if (message != null && message.receives == receipt && message.state == State.HANDED) {
            simulation.cancel(message.timer);
            message.timer = simulation.after(visibility, message, 0);
        }
    }

    /** The visibility of a message has run out. */
    void visible(Message message) {
        if (message.state != State.HANDED) {
            return;
        }
        if (host.frozen()) {
            host.defer(message, 0);
            return;
        }
        comeBack(message);
        handOut();
    }

    /** The connection to a consumer's process is broken. */
    void disconnected(Subscriber consumer, int incarnation) {
        if (spec.redelivery() == Redelivery.AT_ONCE) {
            for (Message message : List.copyOf(messages.values())) {
                if (message.state == State.HANDED
                        && message.holder == consumer
                        && message.holderIncarnation == incarnation) {
                    comeBack(message);
                }
            }
            handOut();
        }
    }

    private void comeBack(Message message) {
        simulation.cancel(message.timer);
        message.timer = Simulation.NO_TIMER;
        if (message.receives >= spec.max_receives().orElse(Integer.MAX_VALUE)) {
            measures.dead_letters().add(simulation.now());
            remove(message);
            return;
        }
        handed--;
        measures.unacknowledged().add(simulation.now(), -1);
        join(message);
        sweep();
    }

    private void remove(Message message) {
        messages.remove(message.number);
        if (message.state == State.WAITING) {
            leave(message, State.GONE);
        } else {
            message.state = State.GONE;
            handed--;
            measures.unacknowledged().add(simulation.now(), -1);
            simulation.cancel(message.timer);
            message.timer = Simulation.NO_TIMER;
        }
    }

    private void lose(Message message) {
        measures.lost().add(simulation.now());
        remove(message);
    }

    /** Comes back when the message that is next may be too old. */
    private void sweep() {
        Message next = head();
        if (!sweeping && next != null) {
            sweeping = true;
            long left = next.publishedAt + retentionNanos - simulation.now();
            simulation.after(Math.max(0, left), new Sweep(), 0);
        }
    }

    /** Removes messages at the head that are too old. */
    private final class Sweep extends Event {
        @Override
        public void fire(int step) {
            if (host.frozen()) {
                host.defer(this, step);
                return;
            }
            sweeping = false;
            for (Message old = head(); old != null && tooOld(old); old = head()) {
                lose(old);
            }
            admit();
            handOut();
            sweep();
        }

        private boolean tooOld(Message message) {
            return simulation.now() - message.publishedAt >= retentionNanos;
        }
    }

    @Override
    public void died() {
        blocked.clear();
        List<Poll> open = List.copyOf(polls);
        polls.clear();
        open.forEach(Poll::broken);
        for (Message message : List.copyOf(messages.values())) {
            if (!spec.durable()) {
                lose(message);
            } else if (message.state == State.HANDED) {
                comeBack(message);
            }
        }
    }

    /** Checks that every message that was published has ended or is here. */
    void audit(Wiring wiring, List<Broker> all) {
        Span run = wiring.grid().span(0, wiring.grid().end());
        wiring.identity(
                ": published = consumed + dead letters + lost + kept",
                () -> measures.published().total(run),
                () -> measures.ended(run)
                        + all.stream().mapToLong(Broker::messages).sum());
    }
}
