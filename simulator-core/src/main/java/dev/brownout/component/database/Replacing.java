package dev.brownout.component.database;

import dev.brownout.kernel.Simulation;
import java.time.Duration;

/**
 * Puts a new machine in the place of a replica that stays away: after a while it copies a snapshot of the primary as
 * that is when the copying starts, takes place and name of the lost one, and works off the log since then.
 */
final class Replacing {
    private final ReplicaGroup group;
    private final Simulation simulation;
    private final Replacement replacement;
    private final long maxLagNanos;
    private final long[] lostAt;
    private final boolean[] catchingUp;

    Replacing(ReplicaGroup group, Replacement replacement, Reads reads) {
        this.group = group;
        this.simulation = group.simulation;
        this.replacement = replacement;
        this.maxLagNanos = reads.max_lag().map(Duration::toNanos).orElse(-1L);
        this.catchingUp = new boolean[group.nodes.length];
        this.lostAt = new long[group.nodes.length];
    }

    /** The checks have given a node up; a primary is not replaced as long as it is that. */
    void lost(Node node) {
        if (node.role == Node.Role.REPLICA) {
            long at = simulation.now();
            lostAt[node.number] = at;
            simulation.after(replacement.after().toNanos(), step -> begin(node, at), 0);
        }
    }

    private void begin(Node node, long since) {
        if (!node.answers && node.role == Node.Role.REPLICA && lostAt[node.number] == since) {
            group.retire(node);
            group.note("copying", node, "a new machine for " + node.name() + " begins to copy");
            simulation.after(replacement.copyNanos(), step -> finish(node), 0);
        }
    }

    private void finish(Node node) {
        group.install(node);
        long behind = group.log.end() - node.received();
        group.note(
                "copied", node, "a new machine takes the place of " + node.name() + ", " + behind + " writes behind");
        catchingUp[node.number] = true;
    }

    /** A node has applied more: a new one has caught up when it is asked again, or has worked off all it has. */
    void applied(Node node) {
        if (catchingUp[node.number] && (node.applied() == node.received() || node.lagNanos() <= maxLagNanos)) {
            catchingUp[node.number] = false;
            group.note("caught-up", node, node.name() + " has worked off the log");
        }
    }
}
