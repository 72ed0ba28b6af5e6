package dev.brownout.component.topic;

import dev.brownout.service.LogicalRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages that a consumer group has processed, committed or not: their first times, and the latest offset of each key.
 */
final class ProcessedMessages {
    private final TopicComponent topic;
    private final TopicMetrics measures;
    private final TopicMetrics all;
    private final List<GroupPartition> partitions;
    private final Map<Integer, Long> newest = new LinkedHashMap<>();

    /** Time of the group's first successful processing of a message. */
    private static final class FirstDelivery extends LogicalRequest.IdempotencyRecord {
        private long instant;

        FirstDelivery(ProcessedMessages group, long origin) {
            super(group, origin);
        }
    }

    ProcessedMessages(TopicComponent topic, TopicMetrics measures, TopicMetrics all, List<GroupPartition> partitions) {
        this.topic = topic;
        this.measures = measures;
        this.all = all;
        this.partitions = partitions;
    }

    /** Returns the number of keys with a recorded latest offset. */
    int keys() {
        return newest.size();
    }

    private FirstDelivery recordProcessed(StoredMessage message) {
        return (FirstDelivery)
                message.request().logical().find(this, message.request().idempotencyKey());
    }

    /** Returns whether the group has successfully processed a message, committed or not. */
    boolean hasWorked(StoredMessage message) {
        return recordProcessed(message) != null;
    }

    /** Returns whether a message was first processed at most {@code forNanos} ago. Always false for 0 ns. */
    boolean isProcessed(StoredMessage message, long forNanos) {
        FirstDelivery before = forNanos == 0 ? null : recordProcessed(message);
        return before != null && topic.now() - before.instant <= forNanos;
    }

    /** Counts a duplicate that a consumer has recognized. */
    void onRecognized() {
        measures.deduplicated().add(topic.now());
        all.deduplicated().add(topic.now());
    }

    /** Records the successful processing of a message. Counts duplicates and messages processed out of order. */
    void apply(StoredMessage message, int partition, long deduplicateNanos) {
        long now = topic.now();
        partitions.get(partition).onWorked(message.offset());
        FirstDelivery before = recordProcessed(message);
        if (before == null) {
            FirstDelivery first = new FirstDelivery(this, message.request().idempotencyKey());
            first.instant = now;
            message.request().logical().carry(first);
            measures.endToEnd().record(message.storedAt(), now - message.storedAt());
            all.endToEnd().record(message.storedAt(), now - message.storedAt());
        } else if (isProcessed(message, deduplicateNanos)) {
            onRecognized();
            return;
        } else {
            measures.duplicates().add(now);
            all.duplicates().add(now);
        }
        int key = message.request().key();
        if (key != 0 && newest.merge(key, message.offset(), Math::max) > message.offset()) {
            measures.reordered().add(now);
            all.reordered().add(now);
        }
    }
}
