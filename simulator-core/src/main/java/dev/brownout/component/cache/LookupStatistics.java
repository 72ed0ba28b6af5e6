package dev.brownout.component.cache;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spi.ComponentContext;

/** What the look-ups of one machine came to, and which hits miss a write. */
final class LookupStatistics {
    private final Host host;
    private final VersionRegistry versions;
    private final CacheNodeMetrics measures;
    private final CacheMetrics ofTier;
    private long asked;
    private long waits;
    private long fresh;

    LookupStatistics(ComponentContext context, Host host, CacheNodeMetrics measures, CacheMetrics ofTier) {
        this.ofTier = ofTier;
        this.host = host;
        this.versions = context.versions();
        this.measures = measures;
        CellRange run = context.grid().span(0, context.grid().end());
        context.identity(
                "/" + host.node() + ": look-ups = hits + misses + told to ask again",
                () -> asked,
                () -> measures.hits().total(run) + measures.misses().total(run) + waits);
        context.identity(
                "/" + host.node() + ": hits = fresh + stale",
                () -> measures.hits().total(run),
                () -> fresh + measures.stale_hits().total(run));
    }

    /** Entries found. */
    long found(CellRange span) {
        return measures.hits().total(span);
    }

    /** Those of them that missed a write. */
    long stale(CellRange span) {
        return measures.stale_hits().total(span);
    }

    /** A look-up has come. */
    void asked() {
        asked++;
    }

    /** It is told to ask again. */
    void recordWait() {
        waits++;
    }

    void missed(long now) {
        measures.hit_ratio().add(now, 0, 1);
        measures.misses().add(now);
    }

    /** It has found that there was no such key as of a version: so it is, or that is stale. */
    Outcome recordNegativeHit(Request request, long version, long now) {
        ofTier.negative_hits().add(now);
        Outcome outcome = hit(request, version, now);
        return outcome == Outcome.OK ? Outcome.NOT_FOUND : outcome;
    }

    /** It has found a version: fresh or stale. */
    Outcome hit(Request request, long version, long now) {
        measures.hit_ratio().add(now, 1, 1);
        measures.hits().add(now);
        long missed = versions.missed(version, request.key(), host.arrival().bound(versions, now));
        if (missed == VersionRegistry.NOTHING) {
            fresh++;
            return Outcome.OK;
        }
        measures.stale_hits().add(now);
        measures.stale_age().record(now, VersionRegistry.ageNanos(now, missed));
        return versions.judged(request, missed);
    }
}
