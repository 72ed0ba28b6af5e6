package dev.brownout.component.topic;

import dev.brownout.service.Request;

/**
 * A message in a partition.
 *
 * @param request what its publisher sent
 * @param offset its number in the partition, from 0 on
 * @param storedAt when it was stored
 */
record StoredMessage(Request request, long offset, long storedAt) implements LogEntry {
    @Override
    public int source() {
        return request.source();
    }

    @Override
    public StoredMessage at(long wanted) {
        return this;
    }
}
