package dev.brownout.component.cdn;

import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.VersionRegistry;

/** Counters of the edges' work for their callers, for the whole CDN. */
record EdgeCounters(CdnMetrics totals) {
    /** Counts a call. */
    void enter(long now) {
        totals.requests().add(now);
    }

    /**
     * Counts a cache lookup.
     *
     * @param found 1 for a hit, 0 for a miss
     */
    void recordLookup(long now, int found, Request request) {
        totals.hitRatio().add(now, found, 1);
        totals.byteHitRatio().add(now, (long) found * request.sizeBytes(), request.sizeBytes());
    }

    /**
     * Counts a successful response to the caller, and returns its outcome.
     *
     * @param missed stamp since which something newer had existed when the request was sent;
     *     {@link VersionRegistry#NOTHING} if the response is current
     */
    Outcome leave(long now, Request request, long missed) {
        if (request.operation() != Operation.READ) {
            return Outcome.OK;
        }
        totals.bytesOut().add(now, request.sizeBytes());
        return age(now, request, missed);
    }

    /** Counts a response from a browser cache, and returns its outcome. */
    Outcome ownHit(long now, Request request, long missed) {
        totals.browserHits().add(now);
        if (missed != VersionRegistry.NOTHING) {
            totals.staleBrowserHits().add(now);
        }
        return age(now, request, missed);
    }

    private Outcome age(long now, Request request, long missed) {
        boolean stale = missed != VersionRegistry.NOTHING;
        totals.staleShare().add(now, stale ? 1 : 0, 1);
        if (stale) {
            totals.staleServed().add(now);
            totals.staleAge().record(now, VersionRegistry.ageNanos(now, missed));
            request.logical().miss(missed);
        }
        return stale ? Outcome.STALE : Outcome.OK;
    }
}
