package dev.brownout.component.topic;

import dev.brownout.host.Host;
import dev.brownout.service.Request;
import dev.brownout.spi.MessageSource;
import java.util.ArrayDeque;
import java.util.List;

/**
 * What a consumer has of one of its partitions: messages that it has fetched, those of its poll, and the one on which
 * it works. It works on one message of a partition at a time, in the order of their offsets.
 */
final class PartitionReader {
    private static final long NONE = -1;

    private final GroupMember member;
    private final int partition;
    private final ArrayDeque<StoredMessage> fetched = new ArrayDeque<>();
    /** The messages of the member's poll that are still to be worked on, also after the partition is another's. */
    private final ArrayDeque<StoredMessage> polled = new ArrayDeque<>();

    /** The offset of the first message of that poll; {@link #NONE} where it has none of the partition. */
    private long pollBegan = NONE;

    private long next;
    private FetchRequest fetch;
    private PartitionDelivery working;
    private boolean closed;
    private boolean lost;
    private boolean resting;
    private int attempts;

    /** A message that a machine was given of a partition. */
    static final class PartitionDelivery implements MessageSource.Delivery {
        final PartitionReader reader;
        final StoredMessage message;
        final long handedAt;

        private PartitionDelivery(PartitionReader reader, StoredMessage message, long handedAt) {
            this.reader = reader;
            this.message = message;
            this.handedAt = handedAt;
        }

        @Override
        public Request request() {
            return message.request();
        }

        @Override
        public boolean poison() {
            return false;
        }
    }

    /**
     * Reads from an offset on.
     *
     * @param member whose it is
     * @param next the offset of the first message that is to be worked on
     */
    PartitionReader(GroupMember member, int partition, long next) {
        this.member = member;
        this.partition = partition;
        this.next = next;
        member.group().partition(partition).read(1);
        fetch();
    }

    Host host() {
        return member.host();
    }

    int partition() {
        return partition;
    }

    /** The offset before which its consumer has finished everything. */
    long finished() {
        return pollBegan != NONE ? pollBegan : working == null ? next : working.message.offset();
    }

    /** Returns whether its consumer works on messages of it. */
    boolean busy() {
        return working != null || !polled.isEmpty() || isPolled();
    }

    /**
     * Takes messages that have been fetched into a poll.
     *
     * @param most how many at most
     * @return how many
     */
    int poll(int most) {
        int taken = 0;
        for (; taken < most && !closed && !fetched.isEmpty(); taken++) {
            StoredMessage message = fetched.poll();
            pollBegan = pollBegan == NONE ? message.offset() : pollBegan;
            next = message.offset() + 1;
            polled.add(message);
        }
        fetch();
        return taken;
    }

    /** The next message of the poll is to be worked on; {@code null} for none, or while one is not finished. */
    PartitionDelivery handPolled() {
        if (working != null || resting || polled.isEmpty()) {
            return null;
        }
        StoredMessage message = polled.poll();
        member.group().partition(partition).handed(message.offset());
        working = new PartitionDelivery(this, message, member.now());
        return working;
    }

    /**
     * The poll is over.
     *
     * @return the offset before which everything of the partition is finished; {@link #NONE} where the poll had none
     */
    long endPoll() {
        long end = pollBegan == NONE ? NONE : next;
        pollBegan = NONE;
        return end;
    }

    /** Returns whether the poll has messages of the partition. */
    boolean isPolled() {
        return pollBegan != NONE;
    }

    /** The next message is to be worked on; {@code null} where there is none, or another one is not finished. */
    PartitionDelivery hand() {
        while (working == null && !resting && !closed && !fetched.isEmpty()) {
            StoredMessage message = fetched.poll();
            next = message.offset() + 1;
            if (member.knows(message)) {
                member.skip(this, message);
                fetch();
            } else {
                member.group().partition(partition).handed(message.offset());
                working = new PartitionDelivery(this, message, member.now());
                fetch();
                return working;
            }
        }
        return null;
    }

    /**
     * Its consumer has stopped to work on a message.
     *
     * @return whether the next one may follow
     */
    boolean release(PartitionDelivery handed, boolean done, int most) {
        if (working != handed) {
            return false;
        }
        working = null;
        attempts++;
        boolean goesOn = done || attempts >= most;
        if (goesOn) {
            attempts = 0;
            return true;
        }
        if (member.polls()) {
            polled.addFirst(handed.message);
        } else {
            fetched.addFirst(handed.message);
            next = handed.message.offset();
        }
        resting = true;
        member.later(() -> resting = false);
        return false;
    }

    /** The member has left its group before what it works on is finished: that is not committed, and comes again. */
    void lose() {
        lost = true;
        pollBegan = NONE;
    }

    /** Returns whether the member has left its group before all was finished. */
    boolean lost() {
        return lost;
    }

    /** Nobody is given messages of it from now on, until it is opened again. */
    void close() {
        if (!closed) {
            closed = true;
            fetched.clear();
            if (fetch != null) {
                fetch.abandon();
                fetch = null;
            }
            member.group().partition(partition).read(-1);
        }
    }

    /** Whether it reads. */
    boolean open() {
        return !closed;
    }

    /** It goes on where it was closed, not before an offset. */
    void reopen(long from) {
        if (closed) {
            closed = false;
            next = Math.max(next, from);
            member.group().partition(partition).read(1);
            fetch();
        }
    }

    private void fetch() {
        if (!closed && fetch == null && fetched.isEmpty()) {
            fetch = member.fetch(this, next);
        }
    }

    /** A question has come home; where the connection was refused or broke, the next one is asked later. */
    void heard(FetchRequest asked, List<StoredMessage> messages, boolean answered) {
        if (fetch != asked) {
            return;
        }
        if (!answered) {
            member.reconnect(() -> {
                if (fetch == asked) {
                    fetch = null;
                    fetch();
                }
            });
            return;
        }
        fetch = null;
        for (StoredMessage message : messages) {
            fetched.add(message);
        }
        fetch();
        member.offer();
    }
}
