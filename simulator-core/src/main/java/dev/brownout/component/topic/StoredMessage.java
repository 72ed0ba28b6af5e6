package dev.brownout.component.topic;

import dev.brownout.service.Request;

/**
 * Message stored in a partition.
 *
 * @param request request of the publisher
 * @param offset offset in the partition, from 0
 * @param storedAt time of the append, in ns
 */
record StoredMessage(Request request, long offset, long storedAt) implements LogEntry {
    @Override
    public int source() {
        return request.source().number();
    }

    @Override
    public StoredMessage messageAt(long offsetInLog) {
        return this;
    }
}
