package dev.brownout.component.topic;

import dev.brownout.service.FanOutMessages;
import dev.brownout.service.LossLog;
import java.util.ArrayList;
import java.util.List;

/**
 * The messages of one partition in the order of their offsets, from the oldest that some group has still to read or
 * that no group reads. Readers that have come to its end wait here for the next message. Behind the oldest message it
 * may retain read ones that some copy of the partition does not have, since an unclean election may lose them.
 */
final class PartitionLog {
    private LogEntry[] ring = new LogEntry[8];
    private long retained;
    private long first;
    private long end;
    private long unmade;
    private final List<Gap> gaps = new ArrayList<>();
    private List<FetchRequest> waiting = new ArrayList<>();

    /** Offsets of which the messages are gone, though consumers may have seen them: they are not given once more. */
    private record Gap(long from, long to) {
        boolean has(long offset) {
            return from <= offset && offset < to;
        }
    }

    /** The offset of the oldest message that is kept; the next one to be given where there is none. */
    long first() {
        return first;
    }

    /** The offset that the next message gets. */
    long end() {
        return end;
    }

    /** How many messages have been stored that were not cut off since. */
    long stored() {
        return count(0, end);
    }

    /** How many messages there have been from one offset to another, but for those that are gone. */
    long count(long from, long to) {
        long count = Math.max(0, to - from);
        for (Gap gap : gaps) {
            count -= Math.max(0, Math.min(gap.to, to) - Math.max(gap.from, from));
        }
        return count;
    }

    /** The first offset from one on whose message is not gone. */
    long next(long offset) {
        for (Gap gap : gaps) {
            if (gap.has(offset)) {
                return gap.to;
            }
        }
        return offset;
    }

    /** How many are kept. */
    int kept() {
        return (int) (end - first);
    }

    /** Returns the number of messages kept or retained; 16 of a bundle that are not made yet count as one. */
    long held() {
        return count(retained, end) - unmade + unmade / 16;
    }

    /** The message of an offset, which must be kept. */
    StoredMessage at(long offset) {
        LogEntry entry = entry(offset);
        StoredMessage message = entry.at(offset);
        if (message != entry) {
            ring[place(offset)] = message;
            unmade--;
        }
        return message;
    }

    /** Returns the message of an offset, which must be kept; {@code null} for one of a bundle that is not made yet. */
    StoredMessage made(long offset) {
        return entry(offset) instanceof StoredMessage message ? message : null;
    }

    /** When the message of an offset was stored, which must be kept. */
    long storedAt(long offset) {
        return entry(offset).storedAt();
    }

    /** Records the messages from one offset to another as lost, as far as they are kept or retained. */
    void lost(long from, long to, long now, LossLog losses) {
        for (long offset = next(Math.max(retained, from)); offset < Math.min(end, to); offset = next(offset + 1)) {
            losses.lost(now, entry(offset).storedAt(), entry(offset).source());
        }
    }

    private LogEntry entry(long offset) {
        return ring[place(offset)];
    }

    private int place(long offset) {
        return (int) (offset & (ring.length - 1));
    }

    /** Stores a message under the next offset. */
    void append(StoredMessage message) {
        add(message);
    }

    /** Stores messages of one publication under the next offsets. */
    void append(FanOutMessages bundle, int[] numbers, long storedAt) {
        TopicBatch stored = new TopicBatch(bundle, numbers, end, storedAt);
        for (int i = 0; i < numbers.length; i++) {
            add(stored);
        }
        unmade += numbers.length;
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
     * Forgets the messages before an offset.
     *
     * @param missing the offset from which on some copy may lack messages: these are retained
     */
    void trim(long to, long missing) {
        while (first < to) {
            unmade -= entry(first) instanceof TopicBatch ? 1 : 0;
            first++;
        }
        first = next(first);
        while (retained < Math.min(first, missing)) {
            ring[place(retained)] = null;
            retained++;
        }
    }

    /** Forgets the messages from an offset on, as if they had never been stored. */
    void truncate(long to) {
        while (end > to) {
            end--;
            forget(end);
        }
    }

    /**
     * Forgets the messages from an offset on, which consumers may have seen: the next message gets the offset that it
     * would have got all the same, so that no consumer takes it for another one.
     */
    void lose(long from) {
        for (long offset = Math.max(retained, from); offset < end; offset++) {
            forget(offset);
        }
        long begin = from;
        for (Gap gap : gaps) {
            begin = gap.to >= from ? Math.min(begin, gap.from) : begin;
        }
        gaps.removeIf(gap -> gap.to >= from);
        gaps.add(new Gap(begin, end));
        first = next(first);
    }

    private void forget(long offset) {
        unmade -= offset >= first && entry(offset) instanceof TopicBatch ? 1 : 0;
        ring[place(offset)] = null;
    }

    /** The messages from one offset to another, at most so many; from the oldest on where the first is gone. */
    List<StoredMessage> from(long offset, long to, int most) {
        List<StoredMessage> batch = new ArrayList<>();
        for (long at = next(Math.max(offset, first)); at < to && batch.size() < most; at = next(at + 1)) {
            batch.add(at(at));
        }
        return batch;
    }

    /** A reader waits for the next message. */
    void await(FetchRequest reader) {
        waiting.add(reader);
    }

    /** A reader waits no longer. */
    void forget(FetchRequest reader) {
        waiting.remove(reader);
    }

    /** Those who wait, who wait no longer. */
    List<FetchRequest> release() {
        List<FetchRequest> released = waiting;
        waiting = new ArrayList<>();
        return released;
    }
}
