package dev.brownout.component.queue;

import java.util.TreeMap;

/**
 * Publication times of the messages that a broker stores, whether they wait, are delivered or wait for a redelivery.
 * Their oldest age is that of {@code oldest_unacked_message_age} of Pub/Sub (<a
 * href="https://cloud.google.com/monitoring/api/metrics_gcp">its metrics</a>). {@code ApproximateAgeOfOldestMessage} of
 * SQS is the age of the oldest message that is not deleted, without messages received more than three times
 * (docs.aws.amazon.com, Available CloudWatch metrics for Amazon SQS).
 */
final class PublicationTimes {
    private final TreeMap<Long, Integer> counts = new TreeMap<>();

    /** Adds messages published at an instant. */
    void add(long instant, int many) {
        counts.merge(instant, many, Integer::sum);
    }

    /** Removes a message published at an instant. */
    void remove(long time) {
        counts.computeIfPresent(time, (instant, count) -> count == 1 ? null : count - 1);
    }

    /** Removes all messages. */
    void clear() {
        counts.clear();
    }

    /** Returns the age of the oldest message, in ns; 0 without messages. */
    long oldestAgeNanos(long now) {
        return counts.isEmpty() ? 0 : now - counts.firstKey();
    }
}
