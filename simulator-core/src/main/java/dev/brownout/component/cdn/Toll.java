package dev.brownout.component.cdn;

import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;

/** Counts, for the whole CDN, what its edges do for their callers. */
record Toll(Totals totals) {
    /** A call is looked at. */
    void enter(long now) {
        totals.requests().add(now);
    }

    /** A copy is looked for. */
    void look(long now, int found, Request request) {
        totals.hit_ratio().add(now, found, 1);
        totals.byte_hit_ratio().add(now, (long) found * request.sizeBytes(), request.sizeBytes());
    }

    /** A good answer goes to the caller. */
    void leave(long now, Rules rules, Request request, long release) {
        if (request.operation() == Operation.READ) {
            totals.bytes_out().add(now, request.sizeBytes());
            age(now, rules, request, release);
        }
    }

    /** A browser answers its user. */
    void ownHit(long now, Rules rules, Request request, long release) {
        totals.browser_hits().add(now);
        if (rules.staleSince(release, request) >= 0) {
            totals.stale_browser_hits().add(now);
        }
        age(now, rules, request, release);
    }

    private void age(long now, Rules rules, Request request, long release) {
        long replacedAt = rules.staleSince(release, request);
        if (replacedAt >= 0) {
            totals.stale_served().add(now);
            totals.stale_age().record(now, now - replacedAt);
        }
    }
}
