package dev.brownout.component.cache;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;

/** Lookup statistics of one node, including stale hits. */
final class LookupStatistics {
    private final Host host;
    private final VersionRegistry versions;
    private final CacheNodeMetrics measures;
    private final CacheMetrics ofTier;
    private long lookups;
    private long retryReplies;
    private long freshHits;

    LookupStatistics(ComponentContext context, Host host, CacheNodeMetrics measures, CacheMetrics ofTier) {
        this.ofTier = ofTier;
        this.host = host;
        this.versions = context.versions();
        this.measures = measures;
        CellRange run = context.grid().span(0, context.grid().end());
        AuditRegistry audit = context.audit();
        audit.identity(
                "/" + host.node() + ": lookups = hits + misses + waits for a lease",
                () -> lookups,
                () -> measures.hits().total(run) + measures.misses().total(run) + retryReplies);
        audit.identity(
                "/" + host.node() + ": hits = fresh + stale",
                () -> measures.hits().total(run),
                () -> freshHits + measures.staleHits().total(run));
    }

    /** Returns the number of hits. */
    long found(CellRange span) {
        return measures.hits().total(span);
    }

    /** Returns the number of stale hits. */
    long stale(CellRange span) {
        return measures.staleHits().total(span);
    }

    /** Records a lookup. */
    void recordLookup() {
        lookups++;
    }

    /** Records a lookup that must be repeated later. */
    void recordWait() {
        retryReplies++;
    }

    void recordMiss(long now) {
        measures.hitRatio().add(now, 0, 1);
        measures.misses().add(now);
    }

    /** Records a hit on a negative entry; returns NOT_FOUND, or STALE if the key has been written since. */
    Outcome recordNegativeHit(Request request, long version, long now) {
        ofTier.negativeHits().add(now);
        Outcome outcome = hit(request, version, now);
        return outcome == Outcome.OK ? Outcome.NOT_FOUND : outcome;
    }

    /** Records a hit on a version; returns whether it is fresh or stale. */
    Outcome hit(Request request, long version, long now) {
        measures.hitRatio().add(now, 1, 1);
        measures.hits().add(now);
        long missedStamp =
                versions.oldestMissed(version, request.key(), host.arrival().bound(versions, now));
        if (missedStamp == VersionRegistry.NOTHING) {
            freshHits++;
            return Outcome.OK;
        }
        measures.staleHits().add(now);
        measures.staleAge().record(now, VersionRegistry.ageNanos(now, missedStamp));
        return versions.evaluateRead(request, missedStamp);
    }
}
