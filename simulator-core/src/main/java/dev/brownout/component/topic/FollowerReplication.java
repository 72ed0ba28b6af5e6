package dev.brownout.component.topic;

import dev.brownout.host.Host;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Link;
import dev.brownout.random.KeyedRandom;
import java.util.List;

/**
 * The messages of one partition on their way from its leader to one follower, which confirms what has come: each sets
 * out when it is as old as followers are behind. A follower that does not go on fetches nothing; it goes on where it
 * stopped, and so does one whose link has swallowed something.
 */
final class FollowerReplication extends Event {
    /** Kafka's replica.fetch.backoff.ms. */
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
     * Begins behind what the follower has.
     *
     * @param number of the follower among the brokers
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

    /** The number of the follower among the brokers. */
    int to() {
        return number;
    }

    /** There are more messages. */
    void more() {
        if (timer == Simulation.NO_TIMER) {
            goOn();
        }
    }

    /** One of the two was away, or the partition has another leader: what the follower has is confirmed anew. */
    void resume() {
        stop();
        sent = copies.end(number);
        if (!closed && leader.up() && follower.up() && send(sent)) {
            goOn();
        }
    }

    /** Another one leads. */
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

    /** Sends what comes before an offset; whether the link takes it, which is tried again later. */
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
