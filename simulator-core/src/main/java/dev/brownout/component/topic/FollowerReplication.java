package dev.brownout.component.topic;

import dev.brownout.host.Host;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Link;
import dev.brownout.random.KeyedRandom;
import java.util.List;

/**
 * Replication of one partition from its leader to one follower, with acknowledgements. A message is sent when its age
 * reaches the configured follower lag. The replication pauses while either host is down. Afterwards it continues at the
 * follower's end offset. If the link drops a transfer or an acknowledgement, it is repeated after one second.
 */
final class FollowerReplication extends Event {
    /** Retry interval, in ns: Kafka's replica.fetch.backoff.ms. */
    private static final long RETRY_NANOS = 1_000_000_000;

    private final TopicComponent topic;
    private final PartitionReplicas replicas;
    private final Host leader;
    private final Host follower;
    private final int followerNumber;
    private final long seed;
    private final long lagNanos;
    /** Offset before which all messages have been sent. */
    private long sentUpTo;
    /** Arrival time of the last transfer, in ns. A transfer does not overtake an earlier one. */
    private long lastArrivalAt;
    /** Number of transfers and acknowledgements, used as key of their random delays. */
    private long networkMessages;

    /** Number of restarts: transfers of an earlier connection do not arrive after a restart. */
    private int connection;
    /** True while an empty transfer that was lost is to be repeated. */
    private boolean emptyTransferLost;

    private boolean closed;
    private long timer = Simulation.NO_TIMER;

    /**
     * Creates a replication that starts with the first {@link #onAppend} or {@link #restart}.
     *
     * @param replicas the replicas of the partition
     * @param followerNumber broker number of the follower
     * @param seed seed of the random network delays
     */
    FollowerReplication(
            TopicComponent topic,
            PartitionReplicas replicas,
            Host leader,
            Host follower,
            int followerNumber,
            long seed) {
        this.topic = topic;
        this.replicas = replicas;
        this.leader = leader;
        this.follower = follower;
        this.followerNumber = followerNumber;
        this.seed = seed;
        this.lagNanos = topic.spec().replication().followerLag().toNanos();
    }

    /** Returns the broker number of the follower. */
    int follower() {
        return followerNumber;
    }

    /** Called when the leader has stored new messages. Schedules their transfer. */
    void onAppend() {
        if (timer == Simulation.NO_TIMER) {
            sendDueMessages();
        }
    }

    /**
     * Restarts the replication at the follower's end offset, after an outage of either host or a change of leader. An
     * empty transfer makes the follower acknowledge its end offset.
     */
    void restart() {
        cancelTimer();
        connection++;
        sentUpTo = replicas.end(followerNumber);
        announce();
    }

    /** Sends an empty transfer, and then the messages that are due. */
    private void announce() {
        emptyTransferLost = false;
        if (!closed && leader.isUp() && follower.isUp() && send(sentUpTo)) {
            sendDueMessages();
        }
    }

    /** Stops the replication permanently because the leader changes. */
    void close() {
        closed = true;
        cancelTimer();
    }

    private void cancelTimer() {
        topic.simulation().cancel(timer);
        timer = Simulation.NO_TIMER;
    }

    @Override
    public void fire(int step) {
        timer = Simulation.NO_TIMER;
        if (emptyTransferLost) {
            announce();
        } else {
            sendDueMessages();
        }
    }

    /** Sends the messages that have reached the configured age, and schedules the transfer of the next one. */
    private void sendDueMessages() {
        PartitionLog log = replicas.log();
        if (closed || !leader.isUp() || !follower.isUp() || sentUpTo >= log.end()) {
            return;
        }
        long endOffset = log.next(Math.max(sentUpTo, log.first()));
        while (endOffset < log.end() && log.storedAt(endOffset) + lagNanos <= topic.now()) {
            endOffset = log.next(endOffset + 1);
        }
        if (endOffset > sentUpTo && !send(endOffset)) {
            return;
        }
        if (sentUpTo < log.end()) {
            timer = topic.simulation().scheduleAt(log.storedAt(sentUpTo) + lagNanos, this, 0);
        }
    }

    /**
     * Sends the messages from {@code sentUpTo} up to, but not including, {@code endOffset}. If the link drops them,
     * schedules a retry and returns false.
     */
    private boolean send(long endOffset) {
        List<StoredMessage> messages = replicas.log().from(sentUpTo, endOffset, Integer.MAX_VALUE);
        long bytes = 0;
        for (StoredMessage message : messages) {
            bytes += message.request().sizeBytes();
        }
        long delay = topic.link(leader, follower).delayNanos(KeyedRandom.child(seed, networkMessages++, 0, 0), bytes);
        if (delay == Link.LOST) {
            emptyTransferLost = endOffset == sentUpTo;
            timer = topic.simulation().scheduleAfter(RETRY_NANOS, this, 0);
            return false;
        }
        if (topic.transfers().counting()) {
            messages.forEach(message -> topic.transfers().send(leader, follower, message.request()));
        }
        sentUpTo = endOffset;
        lastArrivalAt = Math.max(lastArrivalAt, topic.now() + delay);
        int sentOver = connection;
        topic.simulation().scheduleAt(lastArrivalAt, step -> receive(endOffset, sentOver), 0);
        return true;
    }

    private void receive(long endOffset, int sentOver) {
        if (sentOver == connection && !closed && follower.isUp()) {
            replicas.onReceived(followerNumber, endOffset);
            acknowledge(endOffset, sentOver);
        }
    }

    private void acknowledge(long endOffset, int sentOver) {
        if (sentOver != connection || closed || !follower.isUp()) {
            return;
        }
        long delay = topic.link(follower, leader).delayNanos(KeyedRandom.child(seed, networkMessages++, 1, 0), 0);
        if (delay == Link.LOST) {
            topic.simulation().scheduleAfter(RETRY_NANOS, step -> acknowledge(endOffset, sentOver), 0);
        } else {
            topic.simulation().scheduleAfter(delay, step -> handleAcknowledgement(endOffset), 0);
        }
    }

    private void handleAcknowledgement(long endOffset) {
        if (!closed && leader.isUp()) {
            replicas.onConfirmed(followerNumber, endOffset);
        }
    }
}
