package dev.brownout.component.database.replication;

import dev.brownout.component.database.log.Log;
import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.node.ReplicaGroupMembers;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.spi.ComponentContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Replication streams of a primary, one to each replica that follows it. Writes that all nodes have applied are removed
 * from the log.
 */
public final class ReplicationStreams {
    private final ComponentContext context;
    private final Log log;
    private final ReplicaGroupMembers members;
    private final CommitAcknowledgements acknowledgements;
    private final Sampler backlog;
    private final KeyedRandom random;
    private final Optional<Duration> redraw;
    private final int group;
    private final Predicate<DatabaseNode> follows;
    private List<ReplicationStream> open = new ArrayList<>();

    /**
     * Creates the set without open streams.
     *
     * @param group number of the group within the database, from 0
     * @param follows tests whether a replica accepts the log of the primary
     */
    public ReplicationStreams(
            ComponentContext context,
            Replication replication,
            int group,
            Log log,
            ReplicaGroupMembers members,
            CommitAcknowledgements acknowledgements,
            Predicate<DatabaseNode> follows) {
        this.context = context;
        this.group = group;
        this.follows = follows;
        this.log = log;
        this.members = members;
        this.acknowledgements = acknowledgements;
        this.backlog =
                acknowledgements.isNeeded() ? null : replication.backlog().sampler();
        this.random = context.random("backlog");
        this.redraw = replication.redraw();
    }

    /** Closes all streams and opens one from the primary to each replica. */
    public void reopen() {
        open.forEach(ReplicationStream::close);
        open = new ArrayList<>();
        for (DatabaseNode node : members.all()) {
            if (node.role() == DatabaseNode.Role.REPLICA) {
                open(node);
            }
        }
    }

    /** Opens a stream to a node. */
    public void open(DatabaseNode to) {
        long identity = KeyedRandom.child(group, to.number(), 0, 0);
        ReplicationLag lag = new ReplicationLag(backlog, random, identity, redraw);
        ReplicationStream stream =
                new ReplicationStream(context, log, acknowledgements, lag, members.primary(), to, follows);
        open.add(stream);
        stream.resume();
    }

    /** Closes the stream to a node. */
    public void close(DatabaseNode to) {
        for (ReplicationStream stream : open) {
            if (stream.replica() == to) {
                stream.close();
            }
        }
        open.removeIf(stream -> stream.replica() == to);
    }

    /** Called after the primary has appended a write to the log. */
    public void onCommitted() {
        for (int i = 0; i < open.size(); i++) {
            open.get(i).onCommitted();
        }
        onApplied();
    }

    /** Called after a node has applied more of the log. */
    public void onApplied() {
        log.discard(members.appliedByAll());
    }

    /** Restarts the streams from or to a node that is up again. */
    public void onReturned(DatabaseNode node) {
        for (ReplicationStream stream : open) {
            if (node == members.primary() || node == stream.replica()) {
                stream.resume();
            }
        }
    }
}
