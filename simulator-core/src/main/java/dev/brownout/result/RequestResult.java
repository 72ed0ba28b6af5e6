package dev.brownout.result;

import java.util.Map;

/**
 * What happened to the requests of one class (or all), counted per logical request in the window in which its user
 * wanted to send it.
 *
 * @param offered requests issued
 * @param good answered OK and, where the class asks for it, in time
 * @param late answered OK but not in time
 * @param failed offered, finished and not good
 * @param unfinished neither answered nor given up when the run ended
 * @param overdue those of the unfinished ones that were older than any usual response time of their class
 * @param overdueAgeNanos the age of the oldest of these, at least; 0 without any
 * @param outcomes count by outcome, in snake_case: {@code timed_out}
 * @param causes count of failures by {@code outcome@component}
 * @param attempts tries made, retries included
 * @param successes latency of the answers that are good or late
 * @param all latency of every finished request, failures at the moment their user learned of them
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

    /** Good requests of all that finished or are overdue; {@code NaN} without any. */
    public double availability() {
        long due = good + failed + overdue;
        return due == 0 ? Double.NaN : (double) good / due;
    }

    /**
     * Good requests per second of a time; unfinished ones that are not overdue count like those that finished.
     *
     * @param seconds the length of the time in which the requests were sent
     */
    public double goodPerSecond(double seconds) {
        long due = good + failed + overdue;
        long open = unfinished - overdue;
        return good * (open == 0 ? 1 : 1 + (double) open / due) / seconds;
    }
}
