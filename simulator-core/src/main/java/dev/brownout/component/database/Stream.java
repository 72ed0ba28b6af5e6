package dev.brownout.component.database;

import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Link;
import dev.brownout.node.Host;
import dev.brownout.random.Draws;
import dev.brownout.random.Sampler;

/**
 * The log on its way from the primary to one replica. The primary sends a write when it is older than the stream's
 * backlog; the link brings it, in order; the replica has then received it, and says so where commits wait for that.
 */
final class Stream extends Event {
    /** How long a stream waits before it sends again over a link that swallows everything. */
    private static final long RETRY_NANOS = 1_000_000_000L;

    private final ReplicaGroup group;
    private final Simulation simulation;
    private final Node from;
    private final Node to;
    private final Link there;
    private final Link back;
    private final Draws draws;
    private final Sampler backlog;
    private final long identity;
    private final long redrawNanos;
    private final long phaseNanos;
    private long sent;
    private long messages;
    private long arrivesAt;
    private long timer = Simulation.NO_TIMER;
    private boolean closed;

    /** A stream that begins behind what the replica has received. */
    Stream(ReplicaGroup group, Node from, Node to) {
        this.group = group;
        this.simulation = group.simulation;
        this.from = from;
        this.to = to;
        this.there = group.network.link(from.host, to.host);
        this.back = group.network.link(to.host, from.host);
        this.backlog = group.backlog;
        this.draws = group.backlogDraws;
        this.identity = Draws.child(group.ordinal, to.number, 0, 0);
        this.redrawNanos = group.spec.replication().redraw().toNanos();
        this.phaseNanos = (long) (draws.at(identity).uniform() * redrawNanos);
        this.sent = to.received();
    }

    /** The replica at its end. */
    Node to() {
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
        if (from.host.up() && to.host.up()) {
            if (backlog == null) {
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
        if (closed || sent == group.log.end() || !from.host.up()) {
            return;
        }
        long now = simulation.now();
        long behindNanos = backlogNanos(now);
        long upTo = sent;
        while (upTo < group.log.end() && group.log.committedAt(upTo + 1) + behindNanos <= now) {
            upTo++;
        }
        if (upTo > sent && !send(upTo)) {
            timer = simulation.after(RETRY_NANOS, this, 0);
            return;
        }
        sent = upTo;
        if (sent < group.log.end()) {
            long dueAt = group.log.committedAt(sent + 1) + behindNanos;
            timer = simulation.at(Math.min(dueAt, redrawAfter(now)), this, 0);
        }
    }

    /** The value that holds now; 0 where commits wait for the stream. */
    private long backlogNanos(long now) {
        if (backlog == null) {
            return 0;
        }
        long draw = (now + redrawNanos - phaseNanos) / redrawNanos;
        return backlog.sampleNanos(draws.at(Draws.child(identity, draw + 1, 0, 0)));
    }

    private long redrawAfter(long now) {
        return (now + redrawNanos - phaseNanos) / redrawNanos * redrawNanos + phaseNanos;
    }

    private boolean send(long upTo) {
        long bytes = group.log.bytes(sent, upTo);
        long delay = there.delayNanos(Draws.child(identity, 0, 1, (int) messages++), bytes);
        if (delay == Link.LOST) {
            return false;
        }
        arrivesAt = Math.max(arrivesAt, simulation.now() + delay);
        simulation.at(arrivesAt, new Message(upTo, false), 0);
        return true;
    }

    /** Part of the log on its way to the replica, or word that it has arrived on its way back. */
    private final class Message extends Event {
        private final long upTo;
        private final boolean word;

        Message(long upTo, boolean word) {
            this.upTo = upTo;
            this.word = word;
        }

        @Override
        public void fire(int step) {
            Host host = word ? from.host : to.host;
            if (host.state() == Host.State.PAUSED || host.state() == Host.State.HUNG) {
                host.defer(this, step);
            } else if (!closed && host.up()) {
                arrive();
            }
        }

        private void arrive() {
            if (word) {
                group.acknowledgements.received(to, upTo);
                return;
            }
            to.receive(upTo);
            if (backlog == null) {
                long delay = back.delayNanos(Draws.child(identity, 0, 2, (int) messages++), 0);
                if (delay != Link.LOST) {
                    simulation.after(delay, new Message(upTo, true), 0);
                }
            }
        }
    }
}
