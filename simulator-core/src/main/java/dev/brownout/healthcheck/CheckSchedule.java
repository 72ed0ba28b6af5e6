package dev.brownout.healthcheck;

/**
 * Interval and thresholds of a periodic check.
 *
 * @param everyNanos time from one check to the next, in ns, more than 0
 * @param fall consecutive failures until the target is down, at least 1
 * @param rise consecutive successes until the target is up again, at least 1
 */
public record CheckSchedule(long everyNanos, int fall, int rise) {}
