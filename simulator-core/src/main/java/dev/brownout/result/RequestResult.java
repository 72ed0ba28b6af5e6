package dev.brownout.result;

import java.util.Map;

/**
 * Outcomes of the requests of one class, or of all classes. Each logical request counts in the window in which its user
 * issued it.
 *
 * @param offered requests issued
 * @param good requests with response OK, in time if the class has a time limit
 * @param late requests with response OK, but not in time
 * @param failed requests that finished and are not good
 * @param unfinished requests still open at the end of the run
 * @param overdue unfinished requests that are older than any usual response time of their class
 * @param overdueAgeNanos lower bound of the age of the oldest overdue request; 0 without any
 * @param outcomes count by outcome, in snake_case: {@code timed_out}
 * @param causes count of failures by {@code outcome@component}
 * @param attempts number of attempts, including retries
 * @param successes latency of good and late responses
 * @param all latency of every finished request; failures end when their user learns of them
 */
public record RequestResult(
        long offered,
        long good,
        long late,
        long failed,
        long unfinished,
        long overdue,
        long overdueAgeNanos,
        Map<String, Long> outcomes,
        Map<String, Long> causes,
        long attempts,
        Latency successes,
        Latency all) {

    /** Returns the share of good requests in those that finished or are overdue; {@code NaN} without any. */
    public double availability() {
        long due = good + failed + overdue;
        return due == 0 ? Double.NaN : (double) good / due;
    }

    /**
     * Returns the number of good requests per second. Unfinished requests that are not overdue count in proportion to
     * the finished ones.
     *
     * @param seconds length of the period in which the requests were sent
     */
    public double goodPerSecond(double seconds) {
        long due = good + failed + overdue;
        long open = unfinished - overdue;
        return good * (open == 0 ? 1 : 1 + (double) open / due) / seconds;
    }
}
