package dev.brownout.component.database.failover;

import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.kernel.Simulation;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.spi.ComponentContext;
import java.time.Duration;
import java.util.Optional;

/**
 * Replaces a replica that stays lost by a new machine. After a delay, the machine copies a snapshot of the primary from
 * the start of the copy. It then takes over the place and name of the lost replica and catches up with the log.
 */
public final class ReplicaReplacer {
    private final ComponentContext context;
    private final Simulation simulation;
    private final RoleChanges changes;
    private final Replacement replacement;
    private final long maxLagNanos;
    private final long[] lostAt;
    private final boolean[] catchingUp;

    /**
     * Creates a replacer for a group without lost nodes.
     *
     * @param maxLag maximum lag of a machine that serves reads; empty for no limit
     * @param nodes number of nodes of the group
     */
    public ReplicaReplacer(
            ComponentContext context,
            Replacement replacement,
            Optional<Duration> maxLag,
            int nodes,
            RoleChanges changes) {
        this.context = context;
        this.simulation = context.simulation();
        this.changes = changes;
        this.replacement = replacement;
        this.maxLagNanos = maxLag.map(Duration::toNanos).orElse(-1L);
        this.catchingUp = new boolean[nodes];
        this.lostAt = new long[nodes];
    }

    /** Called when a node fails its health checks. A node that is primary is not replaced. */
    public void lost(DatabaseNode node) {
        if (node.role() == DatabaseNode.Role.REPLICA) {
            long at = simulation.now();
            lostAt[node.number()] = at;
            simulation.after(replacement.after().toNanos(), step -> begin(node, at), 0);
        }
    }

    private void begin(DatabaseNode node, long since) {
        if (!node.answers() && node.role() == DatabaseNode.Role.REPLICA && lostAt[node.number()] == since) {
            changes.retire(node);
            context.note(
                    "copying",
                    node.name(),
                    "a new machine for " + node.name() + " begins to copy",
                    TimelineEvent.facts("copy_ns", replacement.copyNanos()));
            simulation.after(replacement.copyNanos(), step -> finish(node), 0);
        }
    }

    private void finish(DatabaseNode node) {
        changes.install(node);
        context.note(
                "copied",
                node.name(),
                "a new machine takes the place of " + node.name() + ", " + node.writesBehind() + " writes behind",
                TimelineEvent.facts("writes_behind", node.writesBehind()));
        catchingUp[node.number()] = true;
    }

    /**
     * Called when a node has applied more of the log. A new machine has caught up if its lag allows reads, or if it has
     * applied all that it has received.
     */
    public void applied(DatabaseNode node) {
        if (catchingUp[node.number()] && (node.applied() == node.received() || node.lagNanos() <= maxLagNanos)) {
            catchingUp[node.number()] = false;
            context.note("caught-up", node.name(), node.name() + " has worked off the log");
        }
    }
}
