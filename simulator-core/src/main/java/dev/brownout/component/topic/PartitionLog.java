package dev.brownout.component.topic;

import dev.brownout.service.FanOutMessages;
import dev.brownout.service.LossLog;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages of one partition in offset order. The first one is the oldest that some group has still to read, or that no
 * group reads. Fetch requests at the end of the log wait here for the next message. Before the first message, the log
 * may retain consumed messages that some replica lacks, since an unclean election may lose them.
 */
final class PartitionLog {
    private LogEntry[] ring = new LogEntry[8];
    private long retained;
    private long first;
    private long end;
    private long notCreated;
    private final List<Gap> gaps = new ArrayList<>();
    private List<FetchRequest> waiting = new ArrayList<>();

    /** Range of offsets with lost messages. Consumers may have seen them, so these offsets are not used again. */
    private record Gap(long from, long to) {
        boolean has(long offset) {
            return from <= offset && offset < to;
        }
    }

    /** Returns the offset of the oldest message kept, or the end offset if the log is empty. */
    long first() {
        return first;
    }

    /** Returns the offset of the next message to be stored. */
    long end() {
        return end;
    }

    /** Returns the number of messages stored and not truncated since. */
    long stored() {
        return count(0, end);
    }

    /** Returns the number of messages in an offset range, without lost ones. */
    long count(long from, long to) {
        long count = Math.max(0, to - from);
        for (Gap gap : gaps) {
            count -= Math.max(0, Math.min(gap.to, to) - Math.max(gap.from, from));
        }
        return count;
    }

    /** Returns the first offset at or after {@code offset} that is not in a gap of lost messages. */
    long next(long offset) {
        for (Gap gap : gaps) {
            if (gap.has(offset)) {
                return gap.to;
            }
        }
        return offset;
    }

    /** Returns the number of offsets between the oldest message kept and the end. */
    int retainedCount() {
        return (int) (end - first);
    }

    /**
     * Returns the number of messages kept or retained, as a measure of memory. 16 messages of a bundle that are not
     * created yet count as one.
     */
    long memoryUse() {
        return count(retained, end) - notCreated + notCreated / 16;
    }

    /** Returns the message at an offset. The offset must be kept. */
    StoredMessage messageAt(long offset) {
        LogEntry entry = entry(offset);
        StoredMessage message = entry.messageAt(offset);
        if (message != entry) {
            ring[place(offset)] = message;
            notCreated--;
        }
        return message;
    }

    /**
     * Returns the message at an offset; {@code null} for a message of a bundle that is not created yet. The offset must
     * be kept.
     */
    StoredMessage createMessage(long offset) {
        return entry(offset) instanceof StoredMessage message ? message : null;
    }

    /** Returns the time at which a message was stored, in ns. The offset must be kept. */
    long storedAt(long offset) {
        return entry(offset).storedAt();
    }

    /** Records the messages in an offset range as lost, as far as they are kept or retained. */
    void recordLoss(long from, long to, long now, LossLog losses) {
        for (long offset = next(Math.max(retained, from)); offset < Math.min(end, to); offset = next(offset + 1)) {
            losses.record(now, entry(offset).storedAt(), entry(offset).source());
        }
    }

    private LogEntry entry(long offset) {
        return ring[place(offset)];
    }

    private int place(long offset) {
        return (int) (offset & (ring.length - 1));
    }

    /** Stores a message at the next offset. */
    void append(StoredMessage message) {
        add(message);
    }

    /** Stores messages of one publication at the next offsets. */
    void append(FanOutMessages bundle, int[] numbers, long storedAt) {
        TopicBatch stored = new TopicBatch(bundle, numbers, end, storedAt);
        for (int i = 0; i < numbers.length; i++) {
            add(stored);
        }
        notCreated += numbers.length;
    }

    private void add(LogEntry entry) {
        if (end - retained == ring.length) {
            LogEntry[] larger = new LogEntry[2 * ring.length];
            for (long offset = retained; offset < end; offset++) {
                larger[(int) (offset & (larger.length - 1))] = entry(offset);
            }
            ring = larger;
        }
        ring[place(end)] = entry;
        end++;
    }

    /**
     * Removes the messages before an offset.
     *
     * @param missing least offset that some replica may lack; messages from it on are retained
     */
    void trim(long to, long missing) {
        while (first < to) {
            notCreated -= entry(first) instanceof TopicBatch ? 1 : 0;
            first++;
        }
        first = next(first);
        while (retained < Math.min(first, missing)) {
            ring[place(retained)] = null;
            retained++;
        }
    }

    /** Removes the messages from an offset on. Their offsets will be used again. */
    void truncate(long to) {
        while (end > to) {
            end--;
            discard(end);
        }
    }

    /**
     * Removes the messages from an offset on that consumers may have seen. Their offsets are not used again, so that no
     * consumer confuses a new message with a lost one.
     */
    void removeFrom(long from) {
        for (long offset = Math.max(retained, from); offset < end; offset++) {
            discard(offset);
        }
        long begin = from;
        for (Gap gap : gaps) {
            begin = gap.to >= from ? Math.min(begin, gap.from) : begin;
        }
        gaps.removeIf(gap -> gap.to >= from);
        gaps.add(new Gap(begin, end));
        first = next(first);
    }

    private void discard(long offset) {
        notCreated -= offset >= first && entry(offset) instanceof TopicBatch ? 1 : 0;
        ring[place(offset)] = null;
    }

    /**
     * Returns at most {@code maxMessages} messages in an offset range. The range starts with the oldest message kept if
     * the first offset is no longer available.
     */
    List<StoredMessage> from(long offset, long to, int maxMessages) {
        List<StoredMessage> batch = new ArrayList<>();
        for (long instant = next(Math.max(offset, first));
                instant < to && batch.size() < maxMessages;
                instant = next(instant + 1)) {
            batch.add(messageAt(instant));
        }
        return batch;
    }

    /** Adds a fetch request that waits for the next message. */
    void await(FetchRequest reader) {
        waiting.add(reader);
    }

    /** Removes a waiting fetch request. */
    void discard(FetchRequest reader) {
        waiting.remove(reader);
    }

    /** Removes and returns all waiting fetch requests. */
    List<FetchRequest> release() {
        List<FetchRequest> released = waiting;
        waiting = new ArrayList<>();
        return released;
    }

    /**
     * Consecutive messages of one publication in one partition. Each message takes four bytes, and is created when it
     * is read.
     *
     * @param bundle publication
     * @param numbers numbers of its messages in this partition, in order
     * @param first offset of the first message
     * @param storedAt time of the append, in ns
     */
    private record TopicBatch(FanOutMessages bundle, int[] numbers, long first, long storedAt) implements LogEntry {
        @Override
        public int source() {
            return bundle.message(numbers[0]).source().number();
        }

        @Override
        public StoredMessage messageAt(long offset) {
            return new StoredMessage(bundle.message(numbers[(int) (offset - first)]), offset, storedAt);
        }
    }
}
