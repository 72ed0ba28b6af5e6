package dev.brownout.importing.log;

import dev.brownout.importing.fitting.TookHistogram;
import java.util.Arrays;
import java.util.Collection;

/**
 * Statistics of a period of a log: number of requests, number of failures, and response times per route, those of
 * failures apart.
 */
final class PeriodStatistics {
    private final RouteTimes took = new RouteTimes();
    private final RouteTimes tookFailed = new RouteTimes();
    private long requests;
    private long failed;
    private long timed;

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

        private TookHistogram joined(RouteTree tree, Collection<UrlRoute> routes) {
            TookHistogram sum = new TookHistogram();
            for (int i = 0; i < times.length; i++) {
                if (times[i] != null && routes.contains(tree.route(i))) {
                    sum.add(times[i]);
                }
            }
            return sum;
        }
    }

    /** Counts a request. */
    void add(UrlRoute route, AccessLogEntry access) {
        requests++;
        boolean failing = access.status() >= 500;
        failed += failing ? 1 : 0;
        if (access.tookMicros() >= 0) {
            (failing ? tookFailed : took).of(route.number()).add(access.tookMicros());
            timed++;
        }
    }

    /** Adds the counts of another period. */
    void add(PeriodStatistics other) {
        requests += other.requests;
        failed += other.failed;
        timed += other.timed;
        took.add(other.took);
        tookFailed.add(other.tookFailed);
    }

    /** Returns the times of successful responses to the requests that belong to the given routes after merging. */
    TookHistogram took(RouteTree tree, Collection<UrlRoute> routes) {
        return took.joined(tree, routes);
    }

    /** Returns the times of failed responses to the requests that belong to the given routes after merging. */
    TookHistogram tookFailed(RouteTree tree, Collection<UrlRoute> routes) {
        return tookFailed.joined(tree, routes);
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
