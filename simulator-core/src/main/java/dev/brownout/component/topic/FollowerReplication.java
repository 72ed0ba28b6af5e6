package dev.brownout.component.topic;

import dev.brownout.host.Host;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Link;
import dev.brownout.random.KeyedRandom;
import java.util.List;

/**
 * Replication of one partition from its leader to one follower, with acknowledgements. A message is sent when its age
 * reaches the configured follower lag. A follower that is down fetches nothing, and continues where it stopped. If the
 * link drops a message, it is sent again later.
 */
final class FollowerReplication extends Event {
    /** Retry interval, in ns: Kafka's replica.fetch.backoff.ms. */
    private static final long RETRY_NANOS = 1_000_000_000;

    private final TopicComponent topic;
    private final PartitionReplicas copies;
    private final Host leader;
    private final Host follower;
    private final int number;
    private final long key;
    private final long behindNanos;
    private long sent;
    private long arrivesAt;
    private long letters;
    private boolean closed;
    private long timer = Simulation.NO_TIMER;

    /**
     * Creates a replication that has not started.
     *
     * @param number number of the follower among the brokers
     * @param key seed of the random network delays
     */
    FollowerReplication(
            TopicComponent topic, PartitionReplicas copies, Host leader, Host follower, int number, long key) {
        this.topic = topic;
        this.copies = copies;
        this.leader = leader;
        this.follower = follower;
        this.number = number;
        this.key = key;
        this.behindNanos = topic.spec().follower_lag().toNanos();
    }

    /** Returns the number of the follower among the brokers. */
    int to() {
        return number;
    }

    /** Continues the replication after new messages were stored. */
    void more() {
        if (timer == Simulation.NO_TIMER) {
            goOn();
        }
    }

    /**
     * Restarts the replication from the follower's end offset, after an outage of either side or a change of leader.
     */
    void resume() {
        stop();
        sent = copies.end(number);
        if (!closed && leader.up() && follower.up() && send(sent)) {
            goOn();
        }
    }

    /** Stops the replication for good because the leader changes. */
    void close() {
        closed = true;
        stop();
    }

    private void stop() {
        topic.simulation().cancel(timer);
        timer = Simulation.NO_TIMER;
    }

    @Override
    public void fire(int step) {
        timer = Simulation.NO_TIMER;
        goOn();
    }

    private void goOn() {
        PartitionLog log = copies.log();
        if (closed || !leader.up() || !follower.up() || sent >= log.end()) {
            return;
        }
        long upTo = log.next(Math.max(sent, log.first()));
        while (upTo < log.end() && log.storedAt(upTo) + behindNanos <= topic.now()) {
            upTo = log.next(upTo + 1);
        }
        if (upTo > sent && !send(upTo)) {
            return;
        }
        if (sent < log.end()) {
            timer = topic.simulation().at(log.storedAt(sent) + behindNanos, this, 0);
        }
    }

    /** Sends all messages before an offset. Returns whether the link accepted them; otherwise a retry is scheduled. */
    private boolean send(long upTo) {
        List<StoredMessage> messages = copies.log().from(sent, upTo, Integer.MAX_VALUE);
        long bytes = 0;
        for (StoredMessage message : messages) {
            bytes += message.request().sizeBytes();
        }
        long delay = topic.link(leader, follower).delayNanos(KeyedRandom.child(key, letters++, 0, 0), bytes);
        if (delay == Link.LOST) {
            timer = topic.simulation().after(RETRY_NANOS, this, 0);
            return false;
        }
        if (topic.transfers().counting()) {
            messages.forEach(message -> topic.transfers().send(leader, follower, message.request()));
        }
        sent = upTo;
        arrivesAt = Math.max(arrivesAt, topic.now() + delay);
        topic.simulation().at(arrivesAt, step -> arrive(upTo), 0);
        return true;
    }

    private void arrive(long upTo) {
        if (closed || !follower.up()) {
            return;
        }
        copies.received(number, upTo);
        long delay = topic.link(follower, leader).delayNanos(KeyedRandom.child(key, letters++, 1, 0), 0);
        if (delay != Link.LOST) {
            topic.simulation().after(delay, step -> confirm(upTo), 0);
        }
    }

    private void confirm(long upTo) {
        if (!closed && leader.up()) {
            copies.confirmed(number, upTo);
        }
    }
}
