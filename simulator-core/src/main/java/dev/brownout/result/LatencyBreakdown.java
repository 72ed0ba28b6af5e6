package dev.brownout.result;

import java.util.List;

/**
 * Mean latency of a group of requests, divided by component and phase. The parts add up to the mean, in whole
 * nanoseconds.
 *
 * @param requests number of requests
 * @param meanNanos mean latency, rounded down
 * @param fromNanos lowest latency of the group
 * @param toNanos highest latency of the group
 * @param parts by component in the order of names, users first, then by phase
 */
public record LatencyBreakdown(long requests, long meanNanos, long fromNanos, long toNanos, List<Part> parts) {
    /** Copies the list. */
    public LatencyBreakdown {
        parts = List.copyOf(parts);
    }

    /**
     * Mean time in one phase at one component.
     *
     * @param component the component; {@code users} for time not spent on a call
     * @param phase {@code network}, {@code waiting} in a queue, {@code work}, {@code others}: waiting for the work of
     *     further requests, or for a response that did not come, or {@code backoff}
     * @param meanNanos mean duration
     */
    public record Part(String component, String phase, long meanNanos) {}
}
