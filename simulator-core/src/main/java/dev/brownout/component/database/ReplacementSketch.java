package dev.brownout.component.database;

import dev.brownout.vocabulary.Rate;
import dev.brownout.wiring.LogSketch;
import java.time.Duration;
import java.util.Optional;

/** What takes the place of a lost replica, on paper: it applies at its pace, or as its cores can while nobody reads. */
final class ReplacementSketch {
    private ReplacementSketch() {}

    /** That of a replica that follows so many writes a second; empty where nothing takes its place. */
    static Optional<LogSketch.Replaced> of(DatabaseSpec spec, double written) {
        double work = spec.write().mean() * spec.replication().apply_cost().ratio();
        double cores = work > 0 ? spec.cores() / work * 1e9 : Double.POSITIVE_INFINITY;
        double pace = spec.replication().apply().map(Rate::perSecond).orElse(Double.POSITIVE_INFINITY);
        double maxLag = spec.reads().max_lag().map(Duration::toNanos).orElse(0L);
        return spec.replace().map(machine -> machine.sketch(written, Math.min(cores, pace), maxLag));
    }
}
