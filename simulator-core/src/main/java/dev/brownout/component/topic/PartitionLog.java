package dev.brownout.component.topic;

import java.util.ArrayList;
import java.util.List;

/**
 * The messages of one partition in the order of their offsets, from the oldest that some group has still to read or
 * that is kept for nobody. Readers that have come to its end wait here for the next message.
 */
final class PartitionLog {
    private StoredMessage[] ring = new StoredMessage[8];
    private long first;
    private long end;
    private List<Fetch> waiting = new ArrayList<>();

    /** The offset of the oldest message that is kept; the next one to be given where there is none. */
    long first() {
        return first;
    }

    /** The offset that the next message gets: so many have been stored. */
    long end() {
        return end;
    }

    /** How many are kept. */
    int kept() {
        return (int) (end - first);
    }

    /** The message of an offset, which must be kept. */
    StoredMessage at(long offset) {
        return ring[(int) (offset & (ring.length - 1))];
    }

    /** Stores a message under the next offset. */
    void append(StoredMessage message) {
        if (kept() == ring.length) {
            StoredMessage[] larger = new StoredMessage[2 * ring.length];
            for (long offset = first; offset < end; offset++) {
                larger[(int) (offset & (larger.length - 1))] = at(offset);
            }
            ring = larger;
        }
        ring[(int) (end & (ring.length - 1))] = message;
        end++;
    }

    /** Forgets the messages before an offset. */
    void trim(long to) {
        while (first < to) {
            ring[(int) (first & (ring.length - 1))] = null;
            first++;
        }
    }

    /** The messages from an offset on, at most so many; from the oldest on where that one is gone. */
    List<StoredMessage> from(long offset, int most) {
        List<StoredMessage> batch = new ArrayList<>();
        for (long next = Math.max(offset, first); next < end && batch.size() < most; next++) {
            batch.add(at(next));
        }
        return batch;
    }

    /** A reader waits for the next message. */
    void await(Fetch reader) {
        waiting.add(reader);
    }

    /** A reader waits no longer. */
    void forget(Fetch reader) {
        waiting.remove(reader);
    }

    /** Those who wait, who wait no longer. */
    List<Fetch> release() {
        List<Fetch> released = waiting;
        waiting = new ArrayList<>();
        return released;
    }
}
