package dev.brownout.component.queue;

import dev.brownout.component.queue.Message.State;
import dev.brownout.kernel.Simulation;
import dev.brownout.measure.Drain;
import dev.brownout.measure.TimeWeighted;
import java.util.ArrayDeque;

/** The messages of a broker that wait for a consumer, in the order in which they came or came back. */
final class ReadyMessages {
    private final Simulation simulation;
    private final TimeWeighted depth;
    private final Drain drain;
    /** Those that are not waiting any more are passed over. */
    private final ArrayDeque<Message> messages = new ArrayDeque<>();

    private int waiting;

    ReadyMessages(Simulation simulation, TimeWeighted depth, Drain drain) {
        this.simulation = simulation;
        this.depth = depth;
        this.drain = drain;
    }

    /** How many wait. */
    int waiting() {
        return waiting;
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

    /** A message leaves, wherever it stands. */
    void leave(Message message, State next) {
        message.state = next;
        waiting--;
        change(-1);
    }

    private void change(int by) {
        drain.turnTo(simulation.now());
        depth.add(simulation.now(), by);
        drain.changed(simulation.now());
    }
}
