package dev.brownout.component.topic;

import dev.brownout.host.Host;
import dev.brownout.policy.retry.BackoffSequence;
import dev.brownout.service.Request;
import dev.brownout.spi.component.MessageSource;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Reader of one assigned partition on a consumer: fetched messages, messages of the current poll, and the message in
 * process. It processes one message at a time, in offset order.
 */
final class PartitionReader {
    private static final long NONE = -1;

    private final GroupMember member;
    private final int partition;
    private final ArrayDeque<StoredMessage> fetched = new ArrayDeque<>();
    /** Messages of the current poll that are not processed yet. They are kept when the partition is reassigned. */
    private final ArrayDeque<StoredMessage> polled = new ArrayDeque<>();

    /** Offset of the first message of this poll; {@link #NONE} if the poll has none of the partition. */
    private long pollBegan = NONE;

    private long next;
    private FetchRequest fetch;
    private PartitionDelivery working;
    private boolean closed;
    private boolean isLost;
    private boolean resting;
    private int attempts;
    private final BackoffSequence rests;
    private final BackoffSequence reconnects;

    /** Delivery of a message of a partition to a consumer. */
    static final class PartitionDelivery implements MessageSource.Delivery {
        final PartitionReader reader;
        final StoredMessage message;
        final long deliveredAt;
        private final Request request;

        private PartitionDelivery(PartitionReader reader, StoredMessage message, int redelivery, long deliveredAt) {
            this.reader = reader;
            this.message = message;
            this.deliveredAt = deliveredAt;
            this.request = message.request().repeated(redelivery);
        }

        @Override
        public Request request() {
            return request;
        }

        @Override
        public boolean poison() {
            return false;
        }
    }

    /**
     * Creates a reader that starts at an offset.
     *
     * @param member group member that owns the reader
     * @param next offset of the first message to process
     */
    PartitionReader(GroupMember member, int partition, long next) {
        this.member = member;
        this.partition = partition;
        this.next = next;
        this.rests = new BackoffSequence(member.groupSettings().backoff());
        this.reconnects = new BackoffSequence(member.groupSettings().reconnect());
        member.group().partition(partition).read(1);
        fetch();
    }

    Host host() {
        return member.host();
    }

    int partition() {
        return partition;
    }

    /** Returns the offset before which the consumer has finished all messages. */
    long finished() {
        return pollBegan != NONE ? pollBegan : working == null ? next : working.message.offset();
    }

    /** Returns whether the consumer processes messages of this partition. */
    boolean isBusy() {
        return working != null || !polled.isEmpty() || isPolled();
    }

    /**
     * Moves fetched messages into the current poll.
     *
     * @param maxMessages maximum number of messages
     * @return the number of messages moved
     */
    int poll(int maxMessages) {
        int moved = 0;
        for (; moved < maxMessages && !closed && !fetched.isEmpty(); moved++) {
            StoredMessage message = fetched.poll();
            pollBegan = pollBegan == NONE ? message.offset() : pollBegan;
            next = message.offset() + 1;
            polled.add(message);
        }
        fetch();
        return moved;
    }

    /** Returns the next message of the poll to process; {@code null} for none, or while another one is in process. */
    PartitionDelivery handPolled() {
        if (working != null || resting || polled.isEmpty()) {
            return null;
        }
        return deliver(polled.poll());
    }

    /**
     * Ends the poll.
     *
     * @return the offset before which all messages of the partition are finished; {@link #NONE} if the poll had none
     */
    long endPoll() {
        long end = pollBegan == NONE ? NONE : next;
        pollBegan = NONE;
        return end;
    }

    /** Returns whether the current poll has messages of this partition. */
    boolean isPolled() {
        return pollBegan != NONE;
    }

    /**
     * Returns the next message to process; {@code null} for none, or while another one is in process. Skips recognized
     * duplicates.
     */
    PartitionDelivery nextDelivery() {
        while (working == null && !resting && !closed && !fetched.isEmpty()) {
            StoredMessage message = fetched.poll();
            next = message.offset() + 1;
            if (member.isProcessed(message)) {
                member.skip(this, message);
                fetch();
            } else {
                deliver(message);
                fetch();
                return working;
            }
        }
        return null;
    }

    private PartitionDelivery deliver(StoredMessage message) {
        int redelivery = member.group().partition(partition).recordDelivery(message.offset());
        working = new PartitionDelivery(this, message, redelivery, member.now());
        return working;
    }

    /**
     * Records the end of one attempt to process a message. A failed message is redelivered after the backoff, up to
     * {@code maxAttempts} attempts.
     *
     * @return whether the next message may follow
     */
    boolean release(PartitionDelivery delivery, boolean done, int maxAttempts) {
        if (working != delivery) {
            return false;
        }
        working = null;
        attempts++;
        boolean continues = done || attempts >= maxAttempts;
        if (continues) {
            attempts = 0;
            rests.reset();
            return true;
        }
        if (member.polls()) {
            polled.addFirst(delivery.message);
        } else {
            fetched.addFirst(delivery.message);
            next = delivery.message.offset();
        }
        resting = true;
        member.schedule(rests, () -> {
            resting = false;
            member.offer();
        });
        return false;
    }

    /**
     * Marks the reader as lost because the member has left its group with unfinished messages. They are not committed,
     * and are delivered again.
     */
    void markLost() {
        isLost = true;
        pollBegan = NONE;
    }

    /** Returns whether the member has left its group with unfinished messages. */
    boolean isLost() {
        return isLost;
    }

    /** Closes the reader. It delivers no messages until it is reopened. */
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

    /** Returns whether the reader is open. */
    boolean isOpen() {
        return !closed;
    }

    /** Reopens the reader at its last position, but not before the given offset. */
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

    /**
     * Handles the end of a fetch request. If the connection was refused or broken, the next request follows after the
     * reconnect delay.
     */
    void onFetchEnd(FetchRequest request, List<StoredMessage> messages, boolean succeeded) {
        if (fetch != request) {
            return;
        }
        if (!succeeded) {
            member.schedule(reconnects, () -> {
                if (fetch == request) {
                    fetch = null;
                    fetch();
                }
            });
            return;
        }
        reconnects.reset();
        fetch = null;
        for (StoredMessage message : messages) {
            fetched.add(message);
        }
        fetch();
        member.offer();
    }
}
