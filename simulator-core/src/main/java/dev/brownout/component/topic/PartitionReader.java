package dev.brownout.component.topic;

import dev.brownout.node.Host;
import dev.brownout.service.Request;
import dev.brownout.wiring.MessageSource;
import java.util.ArrayDeque;
import java.util.List;

/**
 * What a consumer has of one of its partitions: messages that it has fetched, and the one on which it works. It works
 * on one message of a partition at a time, in the order of their offsets.
 */
final class PartitionReader {
    private final GroupMember member;
    private final int partition;
    private final ArrayDeque<StoredMessage> fetched = new ArrayDeque<>();
    private long next;
    private Fetch fetch;
    private Handed working;
    private boolean closed;
    private boolean resting;
    private int attempts;

    /** A message that a machine was given of a partition. */
    static final class Handed implements MessageSource.Delivery {
        final PartitionReader reader;
        final StoredMessage message;
        final long handedAt;

        private Handed(PartitionReader reader, StoredMessage message, long handedAt) {
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
        return working == null ? next : working.message.offset();
    }

    /** Whether its consumer works on a message of it. */
    boolean busy() {
        return working != null;
    }

    /** The next message is to be worked on; {@code null} where there is none, or another one is not finished. */
    Handed hand() {
        while (working == null && !resting && !closed && !fetched.isEmpty()) {
            StoredMessage message = fetched.poll();
            next = message.offset() + 1;
            if (member.knows(message)) {
                member.skip(this, message);
                fetch();
            } else {
                member.group().partition(partition).handed(message.offset());
                working = new Handed(this, message, member.now());
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
    boolean release(Handed handed, boolean done, int most) {
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
        fetched.addFirst(handed.message);
        next = handed.message.offset();
        resting = true;
        member.later(() -> resting = false);
        return false;
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
    void heard(Fetch asked, List<StoredMessage> messages, boolean answered) {
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
