package dev.brownout.component.database.replication;

import dev.brownout.host.Host;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Link;
import dev.brownout.network.TransferCounters;
import dev.brownout.random.KeyedRandom;
import dev.brownout.spi.ComponentContext;

/**
 * Shipping of a log from the node that writes it to another node. A write is sent once it is older than the backlog,
 * and arrives over the link in order. Messages to a node that was down are sent again after its return.
 */
public abstract class LogShipping extends Event {
    /** Interval between two attempts to send over a link that loses the message, in ns. */
    private static final long RETRY_NANOS = 1_000_000_000L;

    private final Simulation simulation;
    private final Host from;
    private final Host receiver;
    private final ReplicationLag backlog;
    private final Link link;
    private final TransferCounters transfers;
    private long sent;
    private int messages;
    private long arrivesAt;
    private long timer = Simulation.NO_TIMER;
    private boolean closed;

    /**
     * Creates a stream that starts after the received position.
     *
     * @param backlog delay of writes before they are sent
     */
    protected LogShipping(ComponentContext context, Host from, Host to, ReplicationLag backlog) {
        this.simulation = context.simulation();
        this.from = from;
        this.receiver = to;
        this.backlog = backlog;
        this.link = context.network().link(from, to);
        this.transfers = context.network().transfers();
    }

    /** Returns the position of the last write of the log. */
    protected abstract long end();

    /** Returns the position through which the target node has received the log. */
    protected abstract long received();

    /** Returns the commit time of the write at a position, in ns. */
    protected abstract long committedAt(long position);

    /** Returns the idempotency key of the write at a position. */
    protected abstract long origin(long position);

    /** Returns the size of the writes after position {@code after} through {@code upTo}, in bytes. */
    protected abstract long bytes(long after, long upTo);

    /** Called when the log has arrived at the target node through position {@code upTo}. */
    protected abstract void onArrived(long upTo);

    /** Called when both nodes are up again, before anything is sent. */
    protected void onBothUp() {}

    /** Called after a write was appended to the log. */
    public void onCommitted() {
        if (timer == Simulation.NO_TIMER) {
            shipNext();
        }
    }

    /** Restarts after the received position, after one of the two nodes was down. */
    public void resume() {
        stop();
        sent = received();
        if (from.isUp() && receiver.isUp()) {
            onBothUp();
            shipNext();
        }
    }

    /** Closes the stream. Messages in transit are dropped on arrival. */
    public void close() {
        closed = true;
        stop();
    }

    private void stop() {
        simulation.cancel(timer);
        timer = Simulation.NO_TIMER;
    }

    /** Returns whether the stream is closed. */
    protected boolean isClosed() {
        return closed;
    }

    /**
     * Returns the number of the next message between the two nodes, in either direction. Each number has its own random
     * delay.
     */
    protected int nextMessage() {
        return messages++;
    }

    @Override
    public void fire(int step) {
        timer = Simulation.NO_TIMER;
        shipNext();
    }

    /** Returns whether a host is paused or hung, so that messages wait until it resumes. */
    protected static boolean isPaused(Host host) {
        return host.state() == Host.State.PAUSED || host.state() == Host.State.HUNG;
    }

    private void shipNext() {
        sent = Math.max(sent, received()); // messages in transit at a restart have arrived
        if (closed || sent == end() || !from.isUp()) {
            return;
        }
        long now = simulation.now();
        long lagNanos = backlog.nanos(now);
        long upTo = sent;
        while (upTo < end() && dueAt(upTo + 1, lagNanos) <= now) {
            upTo++;
        }
        if (upTo > sent && !send(upTo)) {
            timer = simulation.scheduleAfter(RETRY_NANOS, this, 0);
            return;
        }
        sent = upTo;
        if (sent < end()) {
            timer = simulation.scheduleAt(Math.min(dueAt(sent + 1, lagNanos), backlog.changesAfter(now)), this, 0);
        }
    }

    /** Returns the time at which a write may be sent with the current backlog, in ns, disregarding earlier writes. */
    private long dueAt(long position, long lagNanos) {
        return committedAt(position) + (backlog.eachWrite() ? backlog.ofWrite(origin(position)) : lagNanos);
    }

    /** Sends all unsent writes through position {@code upTo}. Returns whether the link accepts the message. */
    protected boolean send(long upTo) {
        long bytes = bytes(sent, upTo);
        long delay = link.delayNanos(KeyedRandom.child(backlog.identity(), 0, 1, nextMessage()), bytes);
        if (delay == Link.LOST) {
            return false;
        }
        transfers.copy(from, receiver, bytes);
        arrivesAt = Math.max(arrivesAt, simulation.now() + delay);
        simulation.scheduleAt(arrivesAt, new Message(upTo), 0);
        return true;
    }

    /** A part of the log in transit. */
    private final class Message extends Event {
        private final long upTo;

        Message(long upTo) {
            this.upTo = upTo;
        }

        @Override
        public void fire(int step) {
            if (isPaused(receiver)) {
                receiver.defer(this, step);
            } else if (!closed && receiver.isUp()) {
                onArrived(upTo);
            }
        }
    }
}
