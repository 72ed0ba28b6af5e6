package dev.brownout.component.cache;

import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;

/** What callers send to a cache besides look-ups, with draws of their own. */
final class CacheMessage {
    private static final int PUT = 1;
    private static final int DELETE = 2;

    private CacheMessage() {}

    /** Carries what a source answered; two of the same version are the same write, so the version is their origin. */
    static Request put(Request request, long version) {
        return of(request, PUT, version, size(request, version));
    }

    /** The bytes of an entry of what a request asked for. */
    static int size(Request request, long version) {
        return NegativeEntry.is(version) ? NegativeEntry.BYTES : request.whole().sizeBytes();
    }

    /** The version that a put carries. */
    static long version(Request put) {
        return put.origin();
    }

    /** Names a key to be forgotten. */
    static Request delete(Request request) {
        return of(request, DELETE, KeyedRandom.child(request.origin(), DELETE, 0, 0), 0);
    }

    /** Whether a source's answer brings data that can be kept. */
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
