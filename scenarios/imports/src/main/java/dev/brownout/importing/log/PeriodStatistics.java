package dev.brownout.importing.log;

import dev.brownout.importing.detail.CacheResult;
import dev.brownout.importing.detail.RequestOutcome;
import dev.brownout.importing.fitting.TookHistogram;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Statistics of a period of a log: number of requests, number of failures, and response times per route and kind.
 * Requests without a response have no response time.
 */
final class PeriodStatistics {
    private final RouteTimes[] times = new RouteTimes[TimeKind.values().length];
    private long requests;
    private long failed;
    private long timed;

    /** Kind of a response time, by the outcome and the lookup in a cache. */
    enum TimeKind {
        /** Successful response without a lookup. */
        UNCACHED,
        /** Successful response of the cache. */
        HIT,
        /** Successful response of the origin after a lookup. */
        MISS,
        /** Failed response without a lookup. */
        FAILED_UNCACHED,
        /** Failed response after a lookup. */
        FAILED_CACHED;

        private static TimeKind of(AccessLogEntry access) {
            CacheResult cache = access.details().cache();
            if (access.outcome() == RequestOutcome.FAILURE) {
                return cache.isLookup() ? FAILED_CACHED : FAILED_UNCACHED;
            }
            return !cache.isLookup() ? UNCACHED : cache == CacheResult.HIT ? HIT : MISS;
        }
    }

    /** Response times per route. */
    private static final class RouteTimes {
        private TookHistogram[] times = new TookHistogram[0];

        private TookHistogram of(int number) {
            if (number >= times.length) {
                times = Arrays.copyOf(times, number + 1);
            }
            if (times[number] == null) {
                times[number] = new TookHistogram();
            }
            return times[number];
        }

        private void add(RouteTimes other) {
            for (int i = 0; i < other.times.length; i++) {
                if (other.times[i] != null) {
                    of(i).add(other.times[i]);
                }
            }
        }

        private void addTo(TookHistogram sum, RouteTree tree, Collection<UrlRoute> routes) {
            for (int i = 0; i < times.length; i++) {
                if (times[i] != null && routes.contains(tree.route(i))) {
                    sum.add(times[i]);
                }
            }
        }
    }

    /** Counts a request. */
    void add(UrlRoute route, AccessLogEntry access) {
        requests++;
        failed += access.outcome() == RequestOutcome.FAILURE ? 1 : 0;
        if (access.responseMicros() >= 0 && access.outcome() != RequestOutcome.UNANSWERED) {
            times(TimeKind.of(access)).of(route.number()).add(access.responseMicros());
            timed++;
        }
    }

    private RouteTimes times(TimeKind kind) {
        if (times[kind.ordinal()] == null) {
            times[kind.ordinal()] = new RouteTimes();
        }
        return times[kind.ordinal()];
    }

    /** Adds the counts of another period. */
    void add(PeriodStatistics other) {
        requests += other.requests;
        failed += other.failed;
        timed += other.timed;
        for (TimeKind kind : TimeKind.values()) {
            if (other.times[kind.ordinal()] != null) {
                times(kind).add(other.times[kind.ordinal()]);
            }
        }
    }

    /** Returns the times of some kinds of the requests that belong to the given routes after merging. */
    TookHistogram mergedTimes(RouteTree tree, Collection<UrlRoute> routes, List<TimeKind> kinds) {
        TookHistogram sum = new TookHistogram();
        for (TimeKind kind : kinds) {
            if (times[kind.ordinal()] != null) {
                times[kind.ordinal()].addTo(sum, tree, routes);
            }
        }
        return sum;
    }

    long requests() {
        return requests;
    }

    /** Returns the number of responses with a status of 500 or higher. */
    long failed() {
        return failed;
    }

    /** Returns the number of requests with a logged response time. */
    long timed() {
        return timed;
    }
}
