package dev.brownout.component.database.replication;

import dev.brownout.host.Host;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Link;
import dev.brownout.network.TransferCounters;
import dev.brownout.random.KeyedRandom;
import dev.brownout.spi.ComponentContext;

/**
 * A log on its way from the node that writes it to another one: a write sets out when it is older than the backlog, and
 * the link brings it, in order. What was on its way to a node that was away is sent again when that is back.
 */
public abstract class LogShipping extends Event {
    /** How long it waits before it sends again over a link that swallows everything. */
    private static final long RETRY_NANOS = 1_000_000_000L;

    private final Simulation simulation;
    private final Host from;
    private final Host to;
    private final ReplicationLag backlog;
    private final Link link;
    private final TransferCounters transfers;
    private long sent;
    private int messages;
    private long arrivesAt;
    private long timer = Simulation.NO_TIMER;
    private boolean closed;

    /**
     * Begins behind what has been received.
     *
     * @param backlog how long writes wait before they set out
     */
    protected LogShipping(ComponentContext context, Host from, Host to, ReplicationLag backlog) {
        this.simulation = context.simulation();
        this.from = from;
        this.to = to;
        this.backlog = backlog;
        this.link = context.network().link(from, to);
        this.transfers = context.network().transfers();
    }

    /** Position of the last write of the log. */
    protected abstract long end();

    /** Position up to which the other node has received it. */
    protected abstract long received();

    /** When the write at a position was committed. */
    protected abstract long committedAt(long position);

    /** Idempotency key of the write at a position. */
    protected abstract long origin(long position);

    /** Size of the writes after one position up to another. */
    protected abstract long bytes(long after, long upTo);

    /** The log has come to the other node up to a position. */
    protected abstract void arrived(long upTo);

    /** Both nodes are there again, and nothing has been sent since. */
    protected void again() {}

    /** There is one more write. */
    public void committed() {
        if (timer == Simulation.NO_TIMER) {
            goOn();
        }
    }

    /** Begins again behind what has been received, after one of the two was away. */
    public void resume() {
        stop();
        sent = received();
        if (from.up() && to.up()) {
            again();
            goOn();
        }
    }

    /** Ends; what is on its way is not taken any more. */
    public void close() {
        closed = true;
        stop();
    }

    private void stop() {
        simulation.cancel(timer);
        timer = Simulation.NO_TIMER;
    }

    /** Whether it has ended. */
    protected boolean closed() {
        return closed;
    }

    /** The number of one more message between the two, whichever way it goes: each draws its own delay. */
    protected int nextMessage() {
        return messages++;
    }

    @Override
    public void fire(int step) {
        timer = Simulation.NO_TIMER;
        goOn();
    }

    /** Whether what comes to a node waits until it goes on. */
    protected static boolean standsStill(Host host) {
        return host.state() == Host.State.PAUSED || host.state() == Host.State.HUNG;
    }

    private void goOn() {
        sent = Math.max(sent, received()); // what was on its way at a new beginning has come
        if (closed || sent == end() || !from.up()) {
            return;
        }
        long now = simulation.now();
        long behindNanos = backlog.nanos(now);
        long upTo = sent;
        while (upTo < end() && dueAt(upTo + 1, behindNanos) <= now) {
            upTo++;
        }
        if (upTo > sent && !send(upTo)) {
            timer = simulation.after(RETRY_NANOS, this, 0);
            return;
        }
        sent = upTo;
        if (sent < end()) {
            timer = simulation.at(Math.min(dueAt(sent + 1, behindNanos), backlog.changesAfter(now)), this, 0);
        }
    }

    /** When a write sets out that none before it holds up, if the backlog stays as it is. */
    private long dueAt(long position, long behindNanos) {
        return committedAt(position) + (backlog.eachWrite() ? backlog.ofWrite(origin(position)) : behindNanos);
    }

    /** Sends all that has not been sent up to a position; whether the link takes it. */
    protected boolean send(long upTo) {
        long bytes = bytes(sent, upTo);
        long delay = link.delayNanos(KeyedRandom.child(backlog.identity(), 0, 1, nextMessage()), bytes);
        if (delay == Link.LOST) {
            return false;
        }
        transfers.copy(from, to, bytes);
        arrivesAt = Math.max(arrivesAt, simulation.now() + delay);
        simulation.at(arrivesAt, new Message(upTo), 0);
        return true;
    }

    /** Part of the log on its way. */
    private final class Message extends Event {
        private final long upTo;

        Message(long upTo) {
            this.upTo = upTo;
        }

        @Override
        public void fire(int step) {
            if (standsStill(to)) {
                to.defer(this, step);
            } else if (!closed && to.up()) {
                arrived(upTo);
            }
        }
    }
}
