package dev.brownout.component.database;

import dev.brownout.spec.Rate;
import dev.brownout.spi.ReplicaLagModel;
import java.time.Duration;
import java.util.Optional;

/** What takes the place of a lost replica, on paper: it applies at its pace, or as its cores can while nobody reads. */
final class ReplicaReplacementModel {
    private ReplicaReplacementModel() {}

    /** That of a replica of so many cores that follows so many writes a second; empty where nothing takes its place. */
    static Optional<ReplicaLagModel.ReplacementTimes> of(DatabaseSpec spec, int cores, double written) {
        double work = spec.write().mean() * spec.replication().apply_cost().ratio();
        double most = work > 0 ? cores / work * 1e9 : Double.POSITIVE_INFINITY;
        double pace = spec.replication().apply().map(Rate::perSecond).orElse(Double.POSITIVE_INFINITY);
        double maxLag = spec.reads().max_lag().map(Duration::toNanos).orElse(0L);
        return spec.replace().map(machine -> machine.sketch(written, Math.min(most, pace), maxLag));
    }
}
