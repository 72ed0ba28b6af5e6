package dev.brownout.component.database.replication;

import dev.brownout.component.database.log.Log;
import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Link;
import dev.brownout.random.KeyedRandom;
import dev.brownout.spi.ComponentContext;
import java.util.function.Predicate;

/** Log stream from the primary to one replica. The replica acknowledges received writes if commits wait for it. */
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
     * Creates a stream that starts after the position that the replica has received.
     *
     * @param follows tests whether a replica accepts the log of this primary
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

    /** Returns the replica at the end of the stream. */
    DatabaseNode replica() {
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

    /** Sends the received position again, in case its acknowledgement was lost. */
    @Override
    protected void onBothUp() {
        if (acknowledgements.isNeeded()) {
            send(received());
        }
    }

    @Override
    protected void onArrived(long upTo) {
        if (!follows.test(to)) {
            return;
        }
        to.receive(upTo);
        if (acknowledgements.isNeeded()) {
            long delay = back.delayNanos(KeyedRandom.child(identity, 0, 2, nextMessage()), 0);
            if (delay != Link.LOST) {
                simulation.scheduleAfter(delay, new Acknowledgement(upTo), 0);
            }
        }
    }

    /** An acknowledgement in transit from the replica to the primary. */
    private final class Acknowledgement extends Event {
        private final long upTo;

        Acknowledgement(long upTo) {
            this.upTo = upTo;
        }

        @Override
        public void fire(int step) {
            if (isPaused(from.host())) {
                from.host().defer(this, step);
            } else if (!isClosed() && from.host().isUp()) {
                acknowledgements.onReceived(to, upTo);
            }
        }
    }
}
