package dev.brownout.component.cdn;

import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.VersionRegistry;

/** Counts, for the whole CDN, what its edges do for their callers. */
record EdgeCounters(CdnMetrics totals) {
    /** A call is looked at. */
    void enter(long now) {
        totals.requests().add(now);
    }

    /** A copy is looked for. */
    void look(long now, int found, Request request) {
        totals.hit_ratio().add(now, found, 1);
        totals.byte_hit_ratio().add(now, (long) found * request.sizeBytes(), request.sizeBytes());
    }

    /**
     * A good answer goes to the caller.
     *
     * @param missed since when there had been something newer when it was asked for
     */
    Outcome leave(long now, Request request, long missed) {
        if (request.operation() != Operation.READ) {
            return Outcome.OK;
        }
        totals.bytes_out().add(now, request.sizeBytes());
        return age(now, request, missed);
    }

    /** A browser answers its user. */
    Outcome ownHit(long now, Request request, long missed) {
        totals.browser_hits().add(now);
        if (missed != VersionRegistry.NOTHING) {
            totals.stale_browser_hits().add(now);
        }
        return age(now, request, missed);
    }

    private Outcome age(long now, Request request, long missed) {
        boolean stale = missed != VersionRegistry.NOTHING;
        totals.stale_share().add(now, stale ? 1 : 0, 1);
        if (stale) {
            totals.stale_served().add(now);
            totals.stale_age().record(now, VersionRegistry.ageNanos(now, missed));
            request.logical().miss(missed);
        }
        return stale ? Outcome.STALE : Outcome.OK;
    }
}
