package dev.brownout.component.topic;

import dev.brownout.service.FanOutMessages;

/**
 * Consecutive messages of one publication in one partition. Each message takes four bytes, and is created when it is
 * read.
 *
 * @param bundle publication
 * @param numbers numbers of its messages in this partition, in order
 * @param first offset of the first message
 * @param storedAt time of the append, in ns
 */
record TopicBatch(FanOutMessages bundle, int[] numbers, long first, long storedAt) implements LogEntry {
    @Override
    public int source() {
        return bundle.message(numbers[0]).source();
    }

    @Override
    public StoredMessage at(long offset) {
        return new StoredMessage(bundle.message(numbers[(int) (offset - first)]), offset, storedAt);
    }
}
