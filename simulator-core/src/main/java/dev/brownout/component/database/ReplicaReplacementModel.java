package dev.brownout.component.database;

import dev.brownout.component.database.DatabaseSpec.ReplicaSettings;
import dev.brownout.spi.CapacityProperty.ReplicaLagModel;
import java.time.Duration;
import java.util.Optional;

/**
 * Analytical model of the replacement of a lost replica. The new replica applies writes at its configured rate, or at
 * that of its cores without reads if that is lower.
 */
final class ReplicaReplacementModel {
    private ReplicaReplacementModel() {}

    /**
     * Returns the replacement times of a replica; empty if lost replicas are not replaced.
     *
     * @param cores of the replica
     * @param written writes per second that it follows
     */
    static Optional<ReplicaLagModel.ReplacementTimes> of(DatabaseSpec spec, int cores, double written) {
        ReplicaSettings replicas = spec.replicaSettings();
        double work = spec.engine().write().mean()
                * replicas.replication().apply_cost().ratio();
        double most = work > 0 ? cores / work * 1e9 : Double.POSITIVE_INFINITY;
        double pace = replicas.replication().maxAppliedPerSecond();
        double maxLag = replicas.reads().max_lag().map(Duration::toNanos).orElse(0L);
        return replicas.replace().map(machine -> machine.estimatedTimes(written, Math.min(most, pace), maxLag));
    }
}
