package dev.brownout.component.cache;

import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;

/** Messages from clients to a cache other than lookups, each with its own random stream. */
final class CacheMessage {
    private static final int PUT = 1;
    private static final int DELETE = 2;

    private CacheMessage() {}

    /**
     * Returns a put of a loaded version. Puts of the same version are the same write, so the version is their origin.
     */
    static Request put(Request request, long version) {
        return of(request, PUT, version, size(request, version));
    }

    /** Returns the size of the entry for a request, in bytes. */
    static int size(Request request, long version) {
        return NegativeEntry.is(version) ? NegativeEntry.BYTES : request.whole().sizeBytes();
    }

    /** Returns the version that a put carries. */
    static long version(Request put) {
        return put.origin();
    }

    /** Returns a deletion of the request's key. */
    static Request delete(Request request) {
        return of(request, DELETE, KeyedRandom.child(request.origin(), DELETE, 0, 0), 0);
    }

    /** Returns whether a source's response carries cacheable data. */
    static boolean fills(Outcome outcome) {
        return outcome == Outcome.OK || outcome == Outcome.STALE;
    }

    private static Request of(Request request, int what, long origin, int sizeBytes) {
        return new Request(
                KeyedRandom.child(request.identity(), what, 0, 0),
                origin,
                request.number(),
                request.source(),
                request.attempt(),
                request.layer(),
                request.region(),
                request.key(),
                Operation.WRITE,
                sizeBytes,
                request.bornAt(),
                request.logical());
    }
}
