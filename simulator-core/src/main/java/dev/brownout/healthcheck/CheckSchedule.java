package dev.brownout.healthcheck;

/**
 * How often something is checked and how many checks in a row count.
 *
 * @param everyNanos from one check to the next, more than 0
 * @param fall failures in a row until it is out, at least 1
 * @param rise successes in a row until it is in again, at least 1
 */
public record CheckSchedule(long everyNanos, int fall, int rise) {}
