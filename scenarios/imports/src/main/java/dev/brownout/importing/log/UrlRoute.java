package dev.brownout.importing.log;

import dev.brownout.importing.detail.CacheResult;
import dev.brownout.importing.detail.EntryAges;
import dev.brownout.importing.detail.RequestOutcome;

/** Requests of one method to paths that differ only in identifiers, such as {@code GET /users/:id}. */
final class UrlRoute {
    private final int number;
    private final String method;
    private final RouteNode place;
    private final String name;
    private UrlRoute into;
    private final RequestTally cached = new RequestTally();
    private final RequestTally uncached = new RequestTally();
    private long lookups;
    private long hits;
    private long passed;
    private EntryAges ages;
    private KeyCounts keys;

    /** Counts of the requests of a route, of those with a lookup in a cache or of the others. */
    static final class RequestTally {
        private long requests;
        private long failed;
        private long unanswered;
        private double bytes;
        private long sized;

        private void add(AccessLogEntry access) {
            requests++;
            failed += access.outcome() == RequestOutcome.FAILURE ? 1 : 0;
            unanswered += access.outcome() == RequestOutcome.UNANSWERED ? 1 : 0;
            if (access.bytes() >= 0) {
                bytes += access.bytes();
                sized++;
            }
        }

        /** Adds the counts of another tally. */
        void add(RequestTally other) {
            requests += other.requests;
            failed += other.failed;
            unanswered += other.unanswered;
            bytes += other.bytes;
            sized += other.sized;
        }

        long requests() {
            return requests;
        }

        /** Returns the number of responses with a status of 500 or higher. */
        long failed() {
            return failed;
        }

        /** Returns the number of requests without a response. */
        long unanswered() {
            return unanswered;
        }

        /** Returns the mean size of the responses in bytes, or NaN if the log has no sizes. */
        double meanBytes() {
            return sized == 0 ? Double.NaN : bytes / sized;
        }
    }

    /**
     * Creates a route.
     *
     * @param number number of the route
     * @param place node where its path ends; null for the requests without a route of their own
     */
    UrlRoute(int number, String method, RouteNode place) {
        this(number, method, place, "");
    }

    private UrlRoute(int number, String method, RouteNode place, String name) {
        this.number = number;
        this.method = method;
        this.place = place;
        this.name = name;
    }

    /** Creates a route of the requests to which a load generator gives a name. */
    static UrlRoute named(int number, String name) {
        return new UrlRoute(number, "", null, name);
    }

    /** Returns the name of the requests, or their method and path if they have none. */
    String label() {
        return name.isEmpty() ? method + " " + path() : name;
    }

    int number() {
        return number;
    }

    String method() {
        return method;
    }

    /** Returns the path with names for its identifiers, such as {@code /users/:id}. */
    String path() {
        return place == null ? "" : place.path();
    }

    /** Counts a request of this route. */
    void add(AccessLogEntry access) {
        CacheResult result = access.details().cache();
        (result.isLookup() ? cached : uncached).add(access);
        passed += result == CacheResult.PASS ? 1 : 0;
        if (result.isLookup() && access.outcome() == RequestOutcome.SUCCESS) {
            lookups++;
            hits += result == CacheResult.HIT ? 1 : 0;
        }
    }

    /** Records the age of the cached object of a request with a lookup. */
    void addAge(long key, AccessLogEntry access) {
        CacheResult result = access.details().cache();
        if (result.isLookup() && access.outcome() == RequestOutcome.SUCCESS) {
            ages = ages == null ? new EntryAges() : ages;
            ages.add(key, result == CacheResult.HIT, access.arrivedMicros(), access.responseMicros());
        }
    }

    /** Adds a number of requests for a key. */
    void addKey(long key, long times) {
        if (keys == null) {
            keys = new KeyCounts();
        }
        keys.add(key, times);
    }

    /** Merges this route into another one, in which one more segment of the path is a key. */
    void become(UrlRoute other, long keyPart) {
        into = other;
        other.cached.add(cached);
        other.uncached.add(uncached);
        other.lookups += lookups;
        other.hits += hits;
        other.passed += passed;
        if (ages != null && other.ages == null) {
            other.ages = new EntryAges();
        }
        if (ages != null) {
            other.ages.add(ages);
            ages = null;
        }
        if (keys == null) {
            other.addKey(keyPart, requests());
        } else {
            if (other.keys == null) {
                other.keys = new KeyCounts();
            }
            other.keys.addAll(keys, keyPart);
            keys = null;
        }
    }

    /** Returns the route that this one was merged into, or this one. */
    UrlRoute mergedRoute() {
        UrlRoute route = this;
        while (route.into != null) {
            route = route.into;
        }
        return route;
    }

    long requests() {
        return cached.requests() + uncached.requests();
    }

    /** Returns the counts of the requests with a lookup in a cache. */
    RequestTally cached() {
        return cached;
    }

    /** Returns the counts of the requests without a lookup in a cache. */
    RequestTally uncached() {
        return uncached;
    }

    /** Returns the number of successful requests with a lookup in a cache. */
    long lookups() {
        return lookups;
    }

    /** Returns the number of successful requests with a response of the cache. */
    long hits() {
        return hits;
    }

    /** Returns the number of requests that went to the origin without a lookup. */
    long originRequests() {
        return passed;
    }

    /** Returns the ages of cached objects; {@code null} if there was no lookup. */
    EntryAges ages() {
        return ages;
    }

    /** Returns the number of requests per key, or null if no segment of the path is a key. */
    KeyCounts keys() {
        return keys;
    }
}
