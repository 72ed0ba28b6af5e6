package dev.brownout.component.queue;

import dev.brownout.component.queue.Message.State;
import dev.brownout.instrument.DrainTimeGauge;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import java.util.ArrayDeque;
import java.util.function.ObjLongConsumer;

/** The messages of a broker that wait for a consumer, in the order in which they came or came back. */
final class ReadyMessages {
    private final Simulation simulation;
    private final TimeWeighted depth;
    private final DrainTimeGauge drain;
    /** Those that are not waiting any more are passed over. */
    private final ArrayDeque<Message> messages = new ArrayDeque<>();

    private long waiting;
    private long unmade;

    ReadyMessages(Simulation simulation, TimeWeighted depth, DrainTimeGauge drain) {
        this.simulation = simulation;
        this.depth = depth;
        this.drain = drain;
    }

    /** How many wait. */
    long waiting() {
        return waiting;
    }

    /** How many of those that wait are still to be made. */
    long unmade() {
        return unmade;
    }

    /** How many places the line has, those that have been left included. */
    int places() {
        return messages.size();
    }

    /** How long the message that is next has been waiting. */
    long oldestAgeNanos() {
        Message next = head();
        return next == null ? 0 : simulation.now() - next.since;
    }

    /** The message that is next; {@code null} if none waits. */
    Message head() {
        while (!messages.isEmpty() && messages.peek().state != State.WAITING) {
            messages.poll();
        }
        return messages.peek();
    }

    /** A message joins the end. */
    void join(Message message) {
        message.state = State.WAITING;
        message.since = simulation.now();
        messages.add(message);
        waiting++;
        change(1);
    }

    /** Several messages of one publication join the end. */
    void join(QueuedBatch bundle) {
        int many = bundle.unmade();
        unmade += many;
        messages.add(make(bundle));
        waiting += many;
        change(many);
    }

    private Message make(QueuedBatch bundle) {
        Message message = bundle.next();
        message.behind = bundle.unmade() == 0 ? null : bundle;
        unmade--;
        return message;
    }

    /** A message leaves, wherever it stands; where others of its publication wait behind it, the next is made. */
    void leave(Message message, State next) {
        message.state = next;
        waiting--;
        change(-1);
        if (message.behind != null) {
            messages.poll();
            messages.addFirst(make(message.behind));
            message.behind = null;
        }
    }

    /** Tells when each message was published that is still to be made, and the number of its request class. */
    void eachUnmade(Unmade consumer) {
        for (Message message : messages) {
            for (int i = 0; message.behind != null && i < message.behind.unmade(); i++) {
                consumer.accept(message.publishedAt, message.request.source());
            }
        }
    }

    /** Hears of a message that is still to be made. */
    @FunctionalInterface
    interface Unmade {
        void accept(long publishedAt, int source);
    }

    /** Names the messages that wait, in their order, and those still to be made behind them. */
    void eachWaiting(ObjLongConsumer<Message> consumer) {
        for (Message message : messages) {
            if (message.state == State.WAITING) {
                consumer.accept(message, message.behind == null ? 0 : message.behind.unmade());
            }
        }
    }

    /** Those that are still to be made are gone; how many they were. */
    long forget() {
        long many = unmade;
        if (many == 0) {
            return 0;
        }
        messages.forEach(message -> message.behind = null);
        unmade = 0;
        waiting -= many;
        change(-many);
        return many;
    }

    private void change(long by) {
        drain.turnTo(simulation.now());
        depth.add(simulation.now(), by);
        drain.changed(simulation.now());
    }
}
