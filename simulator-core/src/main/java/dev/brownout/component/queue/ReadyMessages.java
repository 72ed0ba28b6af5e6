package dev.brownout.component.queue;

import dev.brownout.component.queue.Message.State;
import dev.brownout.instrument.DrainTimeGauge;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import java.util.ArrayDeque;
import java.util.function.ObjLongConsumer;

/** The messages of a broker that wait for a consumer, in order of arrival or return. */
final class ReadyMessages {
    private final Simulation simulation;
    private final TimeWeighted depth;
    private final DrainTimeGauge drain;
    /** Queue entries; entries of messages that no longer wait are skipped. */
    private final ArrayDeque<Message> messages = new ArrayDeque<>();

    private long waiting;
    private long unmade;

    ReadyMessages(Simulation simulation, TimeWeighted depth, DrainTimeGauge drain) {
        this.simulation = simulation;
        this.depth = depth;
        this.drain = drain;
    }

    /** Returns the number of waiting messages, including those not created yet. */
    long waiting() {
        return waiting;
    }

    /** Returns the number of waiting messages that are not created yet. */
    long unmade() {
        return unmade;
    }

    /** Returns the number of queue entries, including stale ones. */
    int places() {
        return messages.size();
    }

    /** Returns the time that the first message has been waiting; 0 if none waits. */
    long oldestWaitNanos() {
        Message next = head();
        return next == null ? 0 : simulation.now() - next.startNanos;
    }

    /** Returns the first waiting message; {@code null} if none waits. */
    Message head() {
        while (!messages.isEmpty() && messages.peek().state != State.WAITING) {
            messages.poll();
        }
        return messages.peek();
    }

    /** Appends a message. */
    void join(Message message) {
        message.state = State.WAITING;
        message.startNanos = simulation.now();
        messages.add(message);
        waiting++;
        change(1);
    }

    /** Appends the messages of one publication. */
    void join(QueuedBatch bundle) {
        int many = bundle.unmade();
        unmade += many;
        messages.add(create(bundle));
        waiting += many;
        change(many);
    }

    private Message create(QueuedBatch bundle) {
        Message message = bundle.next();
        message.nextOfBatch = bundle.unmade() == 0 ? null : bundle;
        unmade--;
        return message;
    }

    /** Removes a message at any position; if messages of its publication wait behind it, creates the next one. */
    void leave(Message message, State next) {
        message.state = next;
        waiting--;
        change(-1);
        if (message.nextOfBatch != null) {
            messages.poll();
            messages.addFirst(create(message.nextOfBatch));
            message.nextOfBatch = null;
        }
    }

    /** Passes the publication time and request-class number of each message that is not created yet. */
    void eachUnmade(Unmade consumer) {
        for (Message message : messages) {
            for (int i = 0; message.nextOfBatch != null && i < message.nextOfBatch.unmade(); i++) {
                consumer.accept(message.publishedAt, message.request.source().number());
            }
        }
    }

    /** Consumer of messages that are not created yet. */
    @FunctionalInterface
    interface Unmade {
        void accept(long publishedAt, int source);
    }

    /** Passes the waiting messages in order, each with the number of uncreated messages behind it. */
    void eachWaiting(ObjLongConsumer<Message> consumer) {
        for (Message message : messages) {
            if (message.state == State.WAITING) {
                consumer.accept(message, message.nextOfBatch == null ? 0 : message.nextOfBatch.unmade());
            }
        }
    }

    /** Discards the messages that are not created yet; returns their number. */
    long discardPending() {
        long many = unmade;
        if (many == 0) {
            return 0;
        }
        messages.forEach(message -> message.nextOfBatch = null);
        unmade = 0;
        waiting -= many;
        change(-many);
        return many;
    }

    private void change(long amount) {
        drain.turnTo(simulation.now());
        depth.add(simulation.now(), amount);
        drain.recordChange(simulation.now());
    }
}
