package dev.brownout.component.cache;

import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;

/** Puts and deletions that clients send to a cache, besides lookups. Each message has its own random stream. */
final class CacheMessage {
    private static final int PUT = 1;
    private static final int DELETE = 2;

    private CacheMessage() {}

    /**
     * Returns a message that stores an entry with the version loaded from the source. The version is its idempotency
     * key, because all puts of one version are the same write.
     */
    static Request put(Request request, long version) {
        return message(request, PUT, version, entrySizeBytes(request, version));
    }

    /** Returns the size of the entry for a request, in bytes. A negative entry has a fixed size. */
    static int entrySizeBytes(Request request, long version) {
        return NegativeEntry.isNegative(version)
                ? NegativeEntry.BYTES
                : request.withFullObject().sizeBytes();
    }

    /** Returns the version of the entry that a put stores. */
    static long version(Request put) {
        return put.idempotencyKey();
    }

    /** Returns a message that deletes the request's key. */
    static Request delete(Request request) {
        return message(request, DELETE, KeyedRandom.child(request.idempotencyKey(), DELETE, 0, 0), 0);
    }

    /** Returns whether a response with this outcome contains data that can be cached. */
    static boolean hasCacheableData(Outcome outcome) {
        return outcome == Outcome.OK || outcome == Outcome.STALE;
    }

    private static Request message(Request request, int kind, long origin, int sizeBytes) {
        return new Request(
                KeyedRandom.child(request.identity(), kind, 0, 0),
                origin,
                request.number(),
                request.source(),
                request.attempt(),
                request.retryLayer(),
                request.key(),
                Operation.WRITE,
                sizeBytes,
                request.intendedSendAt(),
                request.logical());
    }
}
