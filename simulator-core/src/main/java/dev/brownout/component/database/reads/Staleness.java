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

/** Detects stale reads: responses without a write that was acknowledged before the read was sent. */
public final class Staleness {
    private final Simulation simulation;
    private final VersionRegistry versions;
    private final WriteHistory history;
    private final ExternalWrites externalWrites;
    private final Counter staleReads;
    private final Ratio staleShare;
    private final LatencyHistogram staleAge;
    private boolean written;
    private long reads;
    private long ageMaxNanos;

    /**
     * Creates a detector for the keys of a store without writes.
     *
     * @param history acknowledged writes of the store; {@code null} if only {@code judged} is called
     * @param externalWrites lookup of writes of its keys in other stores; {@code null} for none
     * @param staleReads counter of stale reads
     * @param staleShare stale reads as a share of all responses to reads of a key, 0 to 1
     * @param staleAge age of the oldest missing write of a stale read since its acknowledgement, in nanoseconds
     */
    public Staleness(
            ComponentContext context,
            WriteHistory history,
            ExternalWrites externalWrites,
            Counter staleReads,
            Ratio staleShare,
            LatencyHistogram staleAge) {
        this.simulation = context.simulation();
        this.versions = context.versions();
        this.history = history;
        this.externalWrites = externalWrites;
        this.staleReads = staleReads;
        this.staleShare = staleShare;
        this.staleAge = staleAge;
    }

    /** Called when a client connects. Reads are judged only if a client may write. */
    public void onConnected(CallTarget route) {
        if (route.operation() == Operation.WRITE) {
            written = true;
            versions.date();
        }
    }

    /**
     * Judges a read on a node and returns its outcome.
     *
     * @param applied position up to which the node has applied the log
     * @param bound of the read, as in {@link VersionRegistry#bound}
     */
    Outcome evaluate(Request read, Log log, long applied, long bound) {
        if (!written) {
            return Outcome.OK;
        }
        long missing = log.oldestMissing(read.key(), applied, bound);
        long promised = versions.promisedTo(history, read.key());
        long missed = Math.min(
                missing == Log.NOT_ACKNOWLEDGED ? VersionRegistry.NOTHING : missing,
                promised < bound ? promised : VersionRegistry.NOTHING);
        if (externalWrites != null) {
            long other = externalWrites.acknowledged(read.key());
            missed = other < bound ? Math.min(missed, other) : missed;
        }
        return evaluateMissed(read, missed);
    }

    /**
     * Judges a read and returns its outcome, OK or stale.
     *
     * @param missed stamp of the acknowledgement of the oldest missing write; {@link VersionRegistry#NOTHING} for none
     */
    public Outcome evaluateMissed(Request read, long missed) {
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
        return versions.evaluateRead(read, missed);
    }

    /** Returns the number of stale reads in the whole run. */
    public long reads() {
        return reads;
    }

    /** Returns the maximum age of a missing write in the whole run, in nanoseconds. */
    public long ageMaxNanos() {
        return ageMaxNanos;
    }
}
