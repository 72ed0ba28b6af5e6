package dev.brownout.component.topic;

import java.util.List;

/**
 * Messages that a consumer polls together, as with {@code poll} of Kafka's consumer. The next poll starts when all of
 * them are finished.
 */
final class MessagePoll {
    private final int maxMessages;
    private int unfinished;
    private long beganAt;

    /**
     * Creates an empty poll.
     *
     * @param maxMessages maximum number of messages in a poll; 0 for a consumer that takes one message at a time
     */
    MessagePoll(int maxMessages) {
        this.maxMessages = maxMessages;
    }

    /** Returns whether the consumer polls several messages at a time. */
    boolean several() {
        return maxMessages > 0;
    }

    /**
     * Returns whether a message of the poll is unfinished. Always false for a consumer that takes one message at a
     * time.
     */
    boolean isOpen() {
        return unfinished > 0;
    }

    /** Returns the start time of the poll, in ns. */
    long beganAt() {
        return beganAt;
    }

    /**
     * Starts a poll with fetched messages, partition by partition.
     *
     * @param readers readers of the partitions
     * @param first index of the partition to start with
     */
    void begin(List<PartitionReader> readers, int first, long now) {
        beganAt = now;
        for (int i = 0; i < readers.size() && unfinished < maxMessages; i++) {
            unfinished += readers.get((first + i) % readers.size()).poll(maxMessages - unfinished);
        }
    }

    /** Records that a message of the poll is finished. Returns whether it was the last one. */
    boolean finish() {
        return --unfinished == 0;
    }

    /** Discards the poll after a crash of the consumer process. */
    void discard() {
        unfinished = 0;
    }
}
