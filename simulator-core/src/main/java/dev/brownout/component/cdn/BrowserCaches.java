package dev.brownout.component.cdn;

import dev.brownout.eviction.BoundedStore;
import dev.brownout.eviction.Eviction;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Request;

/** The browsers of the users of one place, each with a cache that nobody else can reach. */
final class BrowserCaches {
    /** What is not kept. */
    static final long NONE = BoundedStore.ABSENT;

    private final BoundedStore[] caches;
    private final KeyedRandom whose;

    /**
     * Empty caches.
     *
     * @param count how many browsers there are, at least 1
     * @param whose keyed draws for the user who asks
     */
    BrowserCaches(int count, KeyedRandom whose) {
        this.caches = new BoundedStore[count];
        this.whose = whose;
    }

    /** The version that a user's browser keeps under a key; {@link #NONE} if it keeps none. */
    long look(Request request, int key, long now) {
        BoundedStore cache = caches[user(request)];
        int slot = cache == null ? BoundedStore.ABSENT : cache.get(key, now);
        return slot == BoundedStore.ABSENT ? NONE : cache.version(slot);
    }

    /** Lets a user's browser keep a version. */
    void keep(Request request, int key, long version, long expiresAt) {
        int user = user(request);
        if (caches[user] == null) {
            caches[user] = new BoundedStore(Eviction.LRU, BoundedStore.UNLIMITED, Long.MAX_VALUE);
        }
        caches[user].put(key, version, request.sizeBytes(), expiresAt);
    }

    /** How many versions they keep together. */
    long kept() {
        long kept = 0;
        for (BoundedStore cache : caches) {
            kept += cache == null ? 0 : cache.entries();
        }
        return kept;
    }

    private int user(Request request) {
        return whose.at(request.origin()).below(caches.length);
    }
}
