package dev.brownout.component.topic;

import dev.brownout.host.Host;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Timer;
import dev.brownout.network.Link;
import dev.brownout.random.KeyedRandom;
import java.util.List;

/**
 * Fetch request of a consumer for the messages of one partition from an offset on. It waits at the leader for the next
 * message if it has reached the end of the log. It is not counted by call metrics.
 */
final class FetchRequest extends Event {
    /** Maximum number of messages in a response: Kafka's max.poll.records. */
    private static final int MAXIMUM = 500;

    private static final int ARRIVE = 0;
    private static final int OVER = 1;
    private static final int ANSWER = 2;
    private static final int BROKEN = 3;
    private static final int EXPIRE = 4;

    private final TopicComponent topic;
    private final PartitionReader reader;
    private final Host consumer;
    private final Host leader;
    private final PartitionLog log;
    private final long offset;
    private final long identity;
    private final int incarnation;
    private final Timer wait = new Timer(this);
    private final Timer timeout = new Timer(this);
    private boolean waiting;
    private int leaderIncarnation;
    private List<StoredMessage> messages = List.of();

    FetchRequest(TopicComponent topic, PartitionReader reader, long offset, long identity) {
        this.topic = topic;
        this.reader = reader;
        this.consumer = reader.host();
        this.leader = topic.leader(reader.partition());
        this.log = topic.log(reader.partition());
        this.offset = offset;
        this.identity = identity;
        this.incarnation = consumer.incarnation();
    }

    /** Sends the request and starts its timeout. */
    void send() {
        topic.simulation().scheduleAfter(topic.fetchPatience(), timeout, EXPIRE);
        if (consumer.state() != Host.State.DARK) {
            travel(consumer, leader, ARRIVE);
        }
    }

    /** Cancels the request; a response is no longer needed. */
    void abandon() {
        topic.simulation().cancel(timeout);
        leave();
    }

    private void travel(Host from, Host to, int step) {
        long delayNanos = topic.link(from, to).delayNanos(KeyedRandom.child(identity, step, 0, 0), 0);
        if (delayNanos != Link.LOST) {
            topic.simulation().scheduleAfter(delayNanos, this, step);
        }
    }

    @Override
    public void fire(int step) {
        switch (step) {
            case ARRIVE -> arrive();
            case OVER -> expire();
            default -> home(step);
        }
    }

    private void arrive() {
        switch (leader.state()) {
            case UP -> {
                if (topic.failsToAnswer(leader, identity)) {
                    travel(leader, consumer, BROKEN);
                } else if (!topic.leads(leader, reader.partition())) {
                    travel(leader, consumer, BROKEN);
                } else if (visible() > log.next(offset)) {
                    answer();
                } else {
                    waiting = true;
                    leaderIncarnation = leader.incarnation();
                    topic.simulation().scheduleAfter(topic.poll(), wait, OVER);
                    log.await(this);
                }
            }
            case CRASHED -> travel(leader, consumer, BROKEN);
            case PAUSED, HUNG -> leader.defer(this, ARRIVE);
            default -> {}
        }
    }

    private void expire() {
        if (waiting && leader.incarnation() == leaderIncarnation && leader.isSuspended()) {
            leader.defer(this, OVER);
        } else if (waiting) {
            leave();
            answer();
        }
    }

    private void leave() {
        if (waiting) {
            waiting = false;
            topic.simulation().cancel(wait);
            log.discard(this);
        }
    }

    /** Sends the response with the available messages. The log has already removed this request from its waiters. */
    void answer() {
        if (waiting) {
            waiting = false;
            topic.simulation().cancel(wait);
        }
        messages = log.from(offset, visible(), MAXIMUM);
        if (leader.state() != Host.State.DARK) {
            count();
            travel(leader, consumer, ANSWER);
        }
    }

    private void count() {
        if (topic.transfers().counting()) {
            messages.forEach(message -> topic.transfers().send(leader, consumer, message.request()));
        }
    }

    private long visible() {
        return topic.copies(reader.partition()).highWatermark();
    }

    /**
     * Drops the request after a change of leader. The leader sends no response. The consumer fetches again after the
     * timeout.
     */
    void drop() {
        waiting = false;
        topic.simulation().cancel(wait);
    }

    /** Breaks the connection after a crash of the leader. The log has already removed this request from its waiters. */
    void broken() {
        waiting = false;
        topic.simulation().cancel(wait);
        if (leader.state() == Host.State.CRASHED) {
            travel(leader, consumer, BROKEN);
        }
    }

    private void home(int step) {
        if (consumer.incarnation() != incarnation) {
            return;
        }
        if (consumer.isSuspended()) {
            consumer.defer(this, step);
        } else if (consumer.state() != Host.State.DARK || step == EXPIRE) {
            topic.simulation().cancel(timeout);
            leave();
            reader.onFetchEnd(this, step == ANSWER ? messages : List.of(), step != BROKEN);
        }
    }
}
