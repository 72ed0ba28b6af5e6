package dev.brownout.component.topic;

import dev.brownout.service.FanOutMessages;

/**
 * The messages of one publication that went to one partition, one after the other: which they are is kept in four bytes
 * each, and a message is made when somebody reads it.
 *
 * @param bundle the publication
 * @param numbers the numbers of its messages that are here, in their order
 * @param first the offset of the first of them
 * @param storedAt when they were stored
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
