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
        Map<String, Long> outcomes,
        Map<String, Long> causes,
        long attempts,
        Latency successes,
        Latency all) {

    /** Good requests over finished ones; {@code NaN} when none finished. */
    public double availability() {
        long finished = good + failed;
        return finished == 0 ? Double.NaN : (double) good / finished;
    }
}
