package dev.brownout.component.database.replication;

import dev.brownout.component.database.log.Log;
import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Link;
import dev.brownout.node.Host;
import dev.brownout.random.Draws;
import dev.brownout.wiring.Wiring;
import java.util.function.Predicate;

/**
 * The log on its way from the primary to one replica. The primary sends a write when it is older than the stream's
 * backlog; the link brings it, in order; the replica has then received it, and says so where commits wait for that.
 */
final class Stream extends Event {
    /** How long a stream waits before it sends again over a link that swallows everything. */
    private static final long RETRY_NANOS = 1_000_000_000L;

    private final Simulation simulation;
    private final Log log;
    private final Acknowledgements acknowledgements;
    private final ReplicationLag backlog;
    private final DatabaseNode from;
    private final DatabaseNode to;
    private final Predicate<DatabaseNode> follows;
    private final Link there;
    private final Link back;
    private final long identity;
    private long sent;
    private long messages;
    private long arrivesAt;
    private long timer = Simulation.NO_TIMER;
    private boolean closed;

    /**
     * A stream that begins behind what the replica has received.
     *
     * @param follows whether a replica takes the log of this primary
     */
    Stream(
            Wiring wiring,
            Log log,
            Acknowledgements acknowledgements,
            ReplicationLag backlog,
            DatabaseNode from,
            DatabaseNode to,
            Predicate<DatabaseNode> follows) {
        this.simulation = wiring.simulation();
        this.log = log;
        this.acknowledgements = acknowledgements;
        this.backlog = backlog;
        this.from = from;
        this.to = to;
        this.follows = follows;
        this.there = wiring.network().link(from.host(), to.host());
        this.back = wiring.network().link(to.host(), from.host());
        this.identity = backlog.identity();
        this.sent = to.received();
    }

    /** The replica at its end. */
    DatabaseNode to() {
        return to;
    }

    /** Ends; what is on its way is not taken any more. */
    void close() {
        closed = true;
        simulation.cancel(timer);
        timer = Simulation.NO_TIMER;
    }

    /** The primary has committed something. */
    void committed() {
        if (timer == Simulation.NO_TIMER) {
            goOn();
        }
    }

    /** Begins again behind what the replica has received, after one of the two was away. */
    void resume() {
        simulation.cancel(timer);
        timer = Simulation.NO_TIMER;
        sent = to.received();
        if (from.host().up() && to.host().up()) {
            if (acknowledgements.needed()) {
                send(sent);
            }
            goOn();
        }
    }

    @Override
    public void fire(int step) {
        timer = Simulation.NO_TIMER;
        goOn();
    }

    private void goOn() {
        sent = Math.max(sent, to.received()); // what was on its way when the stream began again has come
        if (closed || sent == log.end() || !from.host().up()) {
            return;
        }
        long now = simulation.now();
        long behindNanos = backlog.nanos(now);
        long upTo = sent;
        while (upTo < log.end() && dueAt(upTo + 1, behindNanos) <= now) {
            upTo++;
        }
        if (upTo > sent && !send(upTo)) {
            timer = simulation.after(RETRY_NANOS, this, 0);
            return;
        }
        sent = upTo;
        if (sent < log.end()) {
            timer = simulation.at(Math.min(dueAt(sent + 1, behindNanos), backlog.changesAfter(now)), this, 0);
        }
    }

    /** When a write sets out that none before it holds up, if the backlog of the stream stays as it is. */
    private long dueAt(long position, long behindNanos) {
        long its = backlog.eachWrite() ? backlog.ofWrite(log.origin(position)) : behindNanos;
        return log.committedAt(position) + its;
    }

    private boolean send(long upTo) {
        long bytes = log.bytes(sent, upTo);
        long delay = there.delayNanos(Draws.child(identity, 0, 1, (int) messages++), bytes);
        if (delay == Link.LOST) {
            return false;
        }
        arrivesAt = Math.max(arrivesAt, simulation.now() + delay);
        simulation.at(arrivesAt, new Message(upTo, false), 0);
        return true;
    }

    /** Part of the log on its way to the replica, or the acknowledgement on its way back. */
    private final class Message extends Event {
        private final long upTo;
        private final boolean acknowledgement;

        Message(long upTo, boolean acknowledgement) {
            this.upTo = upTo;
            this.acknowledgement = acknowledgement;
        }

        @Override
        public void fire(int step) {
            Host host = acknowledgement ? from.host() : to.host();
            if (host.state() == Host.State.PAUSED || host.state() == Host.State.HUNG) {
                host.defer(this, step);
            } else if (!closed && host.up()) {
                arrive();
            }
        }

        private void arrive() {
            if (acknowledgement) {
                acknowledgements.received(to, upTo);
                return;
            }
            if (!follows.test(to)) {
                return;
            }
            to.receive(upTo);
            if (acknowledgements.needed()) {
                long delay = back.delayNanos(Draws.child(identity, 0, 2, (int) messages++), 0);
                if (delay != Link.LOST) {
                    simulation.after(delay, new Message(upTo, true), 0);
                }
            }
        }
    }
}
