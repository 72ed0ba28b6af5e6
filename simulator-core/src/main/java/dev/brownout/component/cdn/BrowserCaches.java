package dev.brownout.component.cdn;

import dev.brownout.eviction.BoundedStore;
import dev.brownout.eviction.Eviction;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Request;

/** Private caches of the browsers of the users in one location. */
final class BrowserCaches {
    /** Version of an object that is not cached. */
    static final long NONE = BoundedStore.ABSENT;

    private final BoundedStore[] caches;
    private final KeyedRandom userRandom;

    /**
     * Creates empty caches, with the keyed random numbers that select the browser of a request.
     *
     * @param count number of browsers, at least 1
     */
    BrowserCaches(int count, KeyedRandom userRandom) {
        this.caches = new BoundedStore[count];
        this.userRandom = userRandom;
    }

    /** Returns the version of an object in the browser of a request's user; {@link #NONE} if it is not cached. */
    long lookup(Request request, int key, long now) {
        BoundedStore cache = caches[user(request)];
        int slot = cache == null ? BoundedStore.ABSENT : cache.get(key, now);
        return slot == BoundedStore.ABSENT ? NONE : cache.version(slot);
    }

    /** Stores a version in the browser of a request's user. */
    void store(Request request, int key, long version, long expiresAt) {
        int user = user(request);
        if (caches[user] == null) {
            caches[user] = new BoundedStore(Eviction.LRU, BoundedStore.UNLIMITED, Long.MAX_VALUE);
        }
        caches[user].put(key, version, request.sizeBytes(), expiresAt);
    }

    /** Returns the number of cached objects in all browsers. */
    long retainedCount() {
        long kept = 0;
        for (BoundedStore cache : caches) {
            kept += cache == null ? 0 : cache.entries();
        }
        return kept;
    }

    private int user(Request request) {
        long user = request.logical().user();
        return userRandom
                .withIdentity(user == LogicalRequest.UNKNOWN ? request.idempotencyKey() : user)
                .nextInt(caches.length);
    }
}
