package dev.brownout.component.database.replication;

import dev.brownout.component.database.log.Log;
import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Link;
import dev.brownout.random.KeyedRandom;
import dev.brownout.spi.ComponentContext;
import java.util.function.Predicate;

/**
 * The log on its way from the primary to one replica, which says that it has received it where commits wait for that.
 */
final class ReplicationStream extends LogShipping {
    private final Simulation simulation;
    private final Log log;
    private final CommitAcknowledgements acknowledgements;
    private final DatabaseNode from;
    private final DatabaseNode to;
    private final Predicate<DatabaseNode> follows;
    private final Link back;
    private final long identity;

    /**
     * A stream that begins behind what the replica has received.
     *
     * @param follows whether a replica takes the log of this primary
     */
    ReplicationStream(
            ComponentContext context,
            Log log,
            CommitAcknowledgements acknowledgements,
            ReplicationLag backlog,
            DatabaseNode from,
            DatabaseNode to,
            Predicate<DatabaseNode> follows) {
        super(context, from.host(), to.host(), backlog);
        this.simulation = context.simulation();
        this.log = log;
        this.acknowledgements = acknowledgements;
        this.from = from;
        this.to = to;
        this.follows = follows;
        this.back = context.network().link(to.host(), from.host());
        this.identity = backlog.identity();
    }

    /** The replica at its end. */
    DatabaseNode to() {
        return to;
    }

    @Override
    protected long end() {
        return log.end();
    }

    @Override
    protected long received() {
        return to.received();
    }

    @Override
    protected long committedAt(long position) {
        return log.committedAt(position);
    }

    @Override
    protected long origin(long position) {
        return log.origin(position);
    }

    @Override
    protected long bytes(long after, long upTo) {
        return log.bytes(after, upTo);
    }

    /** What the replica has is confirmed once more, in case that its acknowledgement was lost. */
    @Override
    protected void again() {
        if (acknowledgements.needed()) {
            send(received());
        }
    }

    @Override
    protected void arrived(long upTo) {
        if (!follows.test(to)) {
            return;
        }
        to.receive(upTo);
        if (acknowledgements.needed()) {
            long delay = back.delayNanos(KeyedRandom.child(identity, 0, 2, nextMessage()), 0);
            if (delay != Link.LOST) {
                simulation.after(delay, new Acknowledgement(upTo), 0);
            }
        }
    }

    /** What the replica has received, on its way back. */
    private final class Acknowledgement extends Event {
        private final long upTo;

        Acknowledgement(long upTo) {
            this.upTo = upTo;
        }

        @Override
        public void fire(int step) {
            if (standsStill(from.host())) {
                from.host().defer(this, step);
            } else if (!closed() && from.host().up()) {
                acknowledgements.received(to, upTo);
            }
        }
    }
}
