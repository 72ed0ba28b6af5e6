package dev.brownout.result;

import java.util.Map;

/**
 * The results of one window of the run.
 *
 * @param fromNanos its start
 * @param toNanos its end
 * @param requests as in the whole run
 * @param components as in the whole run
 */
public record WindowResult(
        long fromNanos, long toNanos, Map<String, RequestResult> requests, Map<String, ComponentResult> components) {}
