package dev.brownout.importing.log;

import dev.brownout.importing.fitting.TookHistogram;
import java.util.Arrays;
import java.util.Collection;

/** What was counted in a stretch of time: requests, failures, and how long those of each route took. */
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

    /** Counts what another one has counted. */
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

    /** How long requests took whose routes are, in the end, among some. */
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

    /** How many were answered with a status from 500 on. */
    long failed() {
        return failed;
    }

    /** Of how many the log says how long they took. */
    long timed() {
        return timed;
    }
}
