package dev.brownout.component.database;

import dev.brownout.kernel.Simulation;
import dev.brownout.service.History;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Versions;
import dev.brownout.wiring.Route;
import dev.brownout.wiring.Wiring;

/** Reads that were answered without a write that had been acknowledged before they were sent. */
final class Staleness {
    private final Simulation simulation;
    private final Measures measures;
    final Versions versions;
    final History history;
    private boolean written;
    private long reads;
    private long ageMaxNanos;

    Staleness(Wiring wiring, Measures measures) {
        this.simulation = wiring.simulation();
        this.measures = measures;
        this.versions = wiring.versions();
        this.history = versions.store(wiring.name());
    }

    /** Somebody may call from now on. */
    void connected(Route route) {
        if (route.operation() == Operation.WRITE) {
            written = true;
            versions.date();
        }
    }

    /** Judges a read that a node answers which has applied so much of a log. */
    Outcome judge(Request read, Log log, long applied, long sentAt) {
        if (!written) {
            return Outcome.OK;
        }
        long now = simulation.now();
        long missing = log.oldestMissing(read.key(), applied, sentAt);
        long promised = versions.promisedTo(history, read.key());
        long missed = Math.min(
                missing == Log.NOT_ACKNOWLEDGED ? Versions.NOTHING : missing,
                promised < sentAt ? promised : Versions.NOTHING);
        measures.staleShare.add(now, missed == Versions.NOTHING ? 0 : 1, 1);
        if (missed != Versions.NOTHING) {
            reads++;
            ageMaxNanos = Math.max(ageMaxNanos, now - missed);
            measures.staleReads.add(now);
            measures.staleAge.record(now, now - missed);
        }
        return versions.judged(read, missed);
    }

    /** How many were stale in the whole run. */
    long reads() {
        return reads;
    }

    /** The greatest age in the whole run, in nanoseconds. */
    long ageMaxNanos() {
        return ageMaxNanos;
    }
}
