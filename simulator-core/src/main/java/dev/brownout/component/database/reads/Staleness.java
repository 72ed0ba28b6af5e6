package dev.brownout.component.database.reads;

import dev.brownout.component.database.log.Log;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Ratio;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.VersionRegistry;
import dev.brownout.service.WriteHistory;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;

/** Reads that were answered without a write that had been acknowledged before they were sent. */
public final class Staleness {
    private final Simulation simulation;
    private final VersionRegistry versions;
    private final WriteHistory history;
    private final ExternalWrites elsewhere;
    private final Counter staleReads;
    private final Ratio staleShare;
    private final LatencyHistogram staleAge;
    private boolean written;
    private long reads;
    private long ageMaxNanos;

    /**
     * Of the keys of a store; none was written yet.
     *
     * @param elsewhere what others know of its keys; {@code null} where nobody else has any
     * @param staleReads counts stale reads
     * @param staleShare of all reads of a key that were answered, 0 to 1
     * @param staleAge how long ago what a stale read misses was acknowledged, in nanoseconds
     */
    public Staleness(
            ComponentContext context,
            WriteHistory history,
            ExternalWrites elsewhere,
            Counter staleReads,
            Ratio staleShare,
            LatencyHistogram staleAge) {
        this.simulation = context.simulation();
        this.versions = context.versions();
        this.history = history;
        this.elsewhere = elsewhere;
        this.staleReads = staleReads;
        this.staleShare = staleShare;
        this.staleAge = staleAge;
    }

    /** Somebody may call from now on. */
    public void connected(CallTarget route) {
        if (route.operation() == Operation.WRITE) {
            written = true;
            versions.date();
        }
    }

    /**
     * Judges a read that a node answers which has applied so much of a log.
     *
     * @param bound of the read, as in {@link VersionRegistry#bound}
     */
    Outcome judge(Request read, Log log, long applied, long bound) {
        if (!written) {
            return Outcome.OK;
        }
        long missing = log.oldestMissing(read.key(), applied, bound);
        long promised = versions.promisedTo(history, read.key());
        long missed = Math.min(
                missing == Log.NOT_ACKNOWLEDGED ? VersionRegistry.NOTHING : missing,
                promised < bound ? promised : VersionRegistry.NOTHING);
        if (elsewhere != null) {
            long other = elsewhere.acknowledged(read.key());
            missed = other < bound ? Math.min(missed, other) : missed;
        }
        return judged(read, missed);
    }

    /**
     * Judges a read by when the oldest write was acknowledged that its answer misses; {@link VersionRegistry#NOTHING}
     * for none.
     */
    public Outcome judged(Request read, long missed) {
        if (!written) {
            return Outcome.OK;
        }
        long now = simulation.now();
        staleShare.add(now, missed == VersionRegistry.NOTHING ? 0 : 1, 1);
        if (missed != VersionRegistry.NOTHING) {
            reads++;
            long age = VersionRegistry.ageNanos(now, missed);
            ageMaxNanos = Math.max(ageMaxNanos, age);
            staleReads.add(now);
            staleAge.record(now, age);
        }
        return versions.judged(read, missed);
    }

    /** How many were stale in the whole run. */
    public long reads() {
        return reads;
    }

    /** The greatest age in the whole run, in nanoseconds. */
    public long ageMaxNanos() {
        return ageMaxNanos;
    }
}
