package dev.brownout.component.database.multiprimary;

import dev.brownout.component.database.replication.ReplicationLag;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Link;
import dev.brownout.node.Host;
import dev.brownout.random.Draws;
import dev.brownout.wiring.Wiring;

/**
 * What a node has committed on its way to another one: a write sets out when it is older than the backlog, the link
 * brings it, in order, and the other has then received it. What is on its way to a node that is away is sent again when
 * that is back.
 */
final class Feed extends Event {
    /** How long it waits before it sends again over a link that swallows everything. */
    private static final long RETRY_NANOS = 1_000_000_000L;

    private final Simulation simulation;
    private final PrimaryNode from;
    private final PrimaryNode to;
    private final ReplicationLag backlog;
    private final Link link;
    private long sent;
    private int messages;
    private long arrivesAt;
    private long timer = Simulation.NO_TIMER;

    Feed(Wiring wiring, PrimaryNode from, PrimaryNode to, ReplicationLag backlog) {
        this.simulation = wiring.simulation();
        this.from = from;
        this.to = to;
        this.backlog = backlog;
        this.link = wiring.network().link(from.host(), to.host());
    }

    /** The node at its end. */
    PrimaryNode to() {
        return to;
    }

    /** There is one more write. */
    void committed() {
        if (timer == Simulation.NO_TIMER) {
            goOn();
        }
    }

    /** Begins again behind what has been received, after one of the two was away. */
    void resume() {
        simulation.cancel(timer);
        timer = Simulation.NO_TIMER;
        sent = to.intake().received(from.number());
        if (to.host().up()) {
            goOn();
        }
    }

    @Override
    public void fire(int step) {
        timer = Simulation.NO_TIMER;
        goOn();
    }

    private void goOn() {
        OwnLog log = from.log();
        sent = Math.max(sent, to.intake().received(from.number())); // what was on its way at a new beginning has come
        if (sent == log.end() || !from.host().up()) {
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

    /** When a write sets out that none before it holds up, if the backlog stays as it is. */
    private long dueAt(long position, long behindNanos) {
        RowWrite write = from.log().at(position);
        return write.committedAt + (backlog.eachWrite() ? backlog.ofWrite(write.entry.origin()) : behindNanos);
    }

    private boolean send(long upTo) {
        long bytes = from.log().bytes(sent, upTo);
        long delay = link.delayNanos(Draws.child(backlog.identity(), 0, 1, messages++), bytes);
        if (delay == Link.LOST) {
            return false;
        }
        arrivesAt = Math.max(arrivesAt, simulation.now() + delay);
        simulation.at(arrivesAt, new Message(upTo), 0);
        return true;
    }

    /** Some of the log on its way. */
    private final class Message extends Event {
        private final long upTo;

        Message(long upTo) {
            this.upTo = upTo;
        }

        @Override
        public void fire(int step) {
            Host.State state = to.host().state();
            if (state == Host.State.PAUSED || state == Host.State.HUNG) {
                to.host().defer(this, step);
            } else if (to.host().up()) {
                to.intake().receive(from.number(), upTo);
            }
        }
    }
}
