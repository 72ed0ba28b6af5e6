package dev.brownout.importing.loadtest;

import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Summary of a load test: the rate, and percentiles of the response times.
 *
 * @param tool name of the load generator and of the form
 * @param seconds duration of the test in seconds
 * @param users users of the closed loop
 * @param rows one for each name of requests
 * @param total requests of all names together
 * @param leftOut contents of the summary that the import leaves out, one sentence for each
 */
record LoadTestSummary(
        String tool, double seconds, SummaryUsers users, List<Row> rows, Row total, List<String> leftOut) {
    /** Creates a summary of requests with one name. */
    LoadTestSummary(String tool, double seconds, SummaryUsers users, Row row, List<String> leftOut) {
        this(tool, seconds, users, List.of(row), row, leftOut);
    }

    /** Copies the lists. */
    LoadTestSummary {
        rows = List.copyOf(rows);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Requests of one name.
     *
     * @param name name of the requests
     * @param requests number of requests, with the failed ones
     * @param failed number of failed requests
     * @param meanMicros mean response time in microseconds, or NaN
     * @param minMicros shortest response time in microseconds, or NaN
     * @param maxMicros longest response time in microseconds, or NaN
     * @param quantiles response times in microseconds by share of the requests, such as 0.99
     */
    record Row(
            String name,
            double requests,
            double failed,
            double meanMicros,
            double minMicros,
            double maxMicros,
            NavigableMap<Double, Double> quantiles) {
        /** Copies the map. */
        Row {
            quantiles = Collections.unmodifiableNavigableMap(new TreeMap<>(quantiles));
        }
    }

    /** Returns the number of requests of all names. */
    double requests() {
        return rows.stream().mapToDouble(Row::requests).sum();
    }

    /** Returns the number of failed requests of all names. */
    double failed() {
        return rows.stream().mapToDouble(Row::failed).sum();
    }
}
