package dev.brownout.result;

import java.util.List;

/**
 * Where the time of some requests went: what they went through on average, tier by tier. The parts add up to the mean,
 * in whole nanoseconds.
 *
 * @param requests how many they are
 * @param meanNanos their mean latency, rounded down
 * @param fromNanos the least latency among them
 * @param toNanos the greatest
 * @param parts by tier in the order of names, users first, and there by phase
 */
public record LatencyBreakdown(long requests, long meanNanos, long fromNanos, long toNanos, List<Part> parts) {
    /** Takes the list as it is now. */
    public LatencyBreakdown {
        parts = List.copyOf(parts);
    }

    /**
     * What they went through in one tier.
     *
     * @param component the tier; {@code users} for what was not spent on a call
     * @param phase {@code network}, {@code waiting} for a turn, {@code work}, {@code others}: waiting for what goes on
     *     for others, or for an answer that did not come, or {@code backoff}
     * @param meanNanos how long on average
     */
    public record Part(String component, String phase, long meanNanos) {}
}
