package dev.brownout.component.database.failover;

import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.kernel.Simulation;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ComponentContext;
import java.time.Duration;
import java.util.Optional;

/**
 * Replaces a failed replica by a new machine if the replica has not recovered after a delay. The machine copies a
 * snapshot, taken at the start of the copy. It then takes over the name of the failed replica, and applies the writes
 * made during the copy.
 */
public final class ReplicaReplacer {
    private final ComponentContext context;
    private final Simulation simulation;
    private final RoleChanges roleChanges;
    private final Replacement replacement;
    /** Maximum lag of a replica that serves reads, in ns; -1 for no limit. */
    private final long maxLagNanos;

    private final long[] lastFailureAt;
    private final boolean[] catchingUp;

    /**
     * Creates a replacer for a group with no failed node.
     *
     * @param maxLag maximum lag of a replica that serves reads; if empty, a new machine has caught up only without any
     *     lag
     * @param nodeCount number of nodes of the group
     */
    public ReplicaReplacer(
            ComponentContext context,
            Replacement replacement,
            Optional<Duration> maxLag,
            int nodeCount,
            RoleChanges roleChanges) {
        this.context = context;
        this.simulation = context.simulation();
        this.roleChanges = roleChanges;
        this.replacement = replacement;
        this.maxLagNanos = maxLag.map(Duration::toNanos).orElse(-1L);
        this.catchingUp = new boolean[nodeCount];
        this.lastFailureAt = new long[nodeCount];
    }

    /** Called when a node fails its health checks. A primary is not replaced. */
    public void onNodeFailed(DatabaseNode node) {
        if (node.role() == DatabaseNode.Role.REPLICA) {
            long now = simulation.now();
            lastFailureAt[node.number()] = now;
            simulation.scheduleAfter(replacement.after().toNanos(), step -> beginCopy(node, now), 0);
        }
    }

    /** Starts the copy unless the node has recovered, was promoted, or has failed again since. */
    private void beginCopy(DatabaseNode node, long failedAt) {
        if (!node.answers() && node.role() == DatabaseNode.Role.REPLICA && lastFailureAt[node.number()] == failedAt) {
            roleChanges.retire(node);
            context.timeline()
                    .note(
                            "copying",
                            node.name(),
                            Sentence.of("replacement node for {} started to copy the data", node.name()),
                            TimelineEvent.facts("copy_ns", replacement.copyNanos()));
            simulation.scheduleAfter(replacement.copyNanos(), step -> finishCopy(node), 0);
        }
    }

    private void finishCopy(DatabaseNode node) {
        roleChanges.install(node);
        context.timeline()
                .note(
                        "copied",
                        node.name(),
                        Sentence.of(
                                "replacement node for {} joined, {} writes behind", node.name(), node.missingWrites()),
                        TimelineEvent.facts("writes_behind", node.missingWrites()));
        catchingUp[node.number()] = true;
    }

    /**
     * Called when a node has applied writes. A new machine has caught up when its lag is small enough for reads, or
     * when it has applied all received writes.
     */
    public void onWritesApplied(DatabaseNode node) {
        if (catchingUp[node.number()]
                && (node.appliedPosition() == node.received() || node.lagNanos() <= maxLagNanos)) {
            catchingUp[node.number()] = false;
            context.timeline().note("caught-up", node.name(), Sentence.of("{} caught up with the log", node.name()));
        }
    }
}
