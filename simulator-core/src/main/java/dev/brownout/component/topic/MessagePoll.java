package dev.brownout.component.topic;

import java.util.List;

/**
 * The messages that a consumer has asked for together, as Kafka's consumer does by {@code poll}: it asks again when all
 * of them are finished.
 */
final class MessagePoll {
    private final int most;
    private int unfinished;
    private long beganAt;

    /**
     * A poll of nothing yet.
     *
     * @param most messages of a poll; 0 for a consumer that asks for each message alone
     */
    MessagePoll(int most) {
        this.most = most;
    }

    /** Returns whether the consumer asks for several messages at a time. */
    boolean several() {
        return most > 0;
    }

    /** Returns whether a message of it is not finished; never where the consumer asks for each message alone. */
    boolean open() {
        return unfinished > 0;
    }

    /** When the consumer asked for it, in nanoseconds. */
    long beganAt() {
        return beganAt;
    }

    /**
     * Takes what was fetched, partition by partition.
     *
     * @param readers of the partitions
     * @param first the place of the partition with which it begins
     */
    void begin(List<PartitionReader> readers, int first, long now) {
        beganAt = now;
        for (int i = 0; i < readers.size() && unfinished < most; i++) {
            unfinished += readers.get((first + i) % readers.size()).poll(most - unfinished);
        }
    }

    /** One of its messages is finished; whether it was the last one. */
    boolean finish() {
        return --unfinished == 0;
    }

    /** The process of the consumer has died with it. */
    void forget() {
        unfinished = 0;
    }
}
