package dev.brownout.importing.log;

import dev.brownout.importing.fitting.TookHistogram;
import java.util.Arrays;
import java.util.Collection;

/** Statistics of a period of a log: number of requests, number of failures, and response times per route. */
final class PeriodStatistics {
    private TookHistogram[] took = new TookHistogram[0];
    private long requests;
    private long failed;
    private long timed;

    /** Counts a request. */
    void add(UrlRoute route, AccessLogEntry access) {
        requests++;
        failed += access.status() >= 500 ? 1 : 0;
        if (access.tookMicros() >= 0) {
            of(route.number()).add(access.tookMicros());
            timed++;
        }
    }

    /** Adds the counts of another period. */
    void add(PeriodStatistics other) {
        requests += other.requests;
        failed += other.failed;
        timed += other.timed;
        for (int i = 0; i < other.took.length; i++) {
            if (other.took[i] != null) {
                of(i).add(other.took[i]);
            }
        }
    }

    private TookHistogram of(int number) {
        if (number >= took.length) {
            took = Arrays.copyOf(took, number + 1);
        }
        if (took[number] == null) {
            took[number] = new TookHistogram();
        }
        return took[number];
    }

    /** Returns the response times of the requests that belong to the given routes after merging. */
    TookHistogram took(RouteTree tree, Collection<UrlRoute> routes) {
        TookHistogram sum = new TookHistogram();
        for (int i = 0; i < took.length; i++) {
            if (took[i] != null && routes.contains(tree.route(i))) {
                sum.add(took[i]);
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
