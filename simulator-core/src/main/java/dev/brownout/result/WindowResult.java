package dev.brownout.result;

import java.util.Map;

/**
 * Results of one window of the run.
 *
 * @param fromNanos start of the window
 * @param toNanos end of the window
 * @param requests as in the whole run
 * @param components as in the whole run
 */
public record WindowResult(
        long fromNanos, long toNanos, Map<String, RequestResult> requests, Map<String, ComponentResult> components) {}
