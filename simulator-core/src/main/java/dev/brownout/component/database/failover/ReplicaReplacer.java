package dev.brownout.component.database.failover;

import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.kernel.Simulation;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.spi.ComponentContext;
import java.time.Duration;
import java.util.Optional;

/**
 * Puts a new machine in the place of a replica that stays away: after a while it copies a snapshot of the primary as
 * that is when the copying starts, takes place and name of the lost one, and works off the log since then.
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
     * Of that many nodes none is lost.
     *
     * @param maxLag a new machine that is no further behind is asked for reads; empty where the lag does not matter
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

    /** The checks have given a node up; a primary is not replaced as long as it is that. */
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

    /** A node has applied more: a new one has caught up when it is asked again, or has worked off all it has. */
    public void applied(DatabaseNode node) {
        if (catchingUp[node.number()] && (node.applied() == node.received() || node.lagNanos() <= maxLagNanos)) {
            catchingUp[node.number()] = false;
            context.note("caught-up", node.name(), node.name() + " has worked off the log");
        }
    }
}
