package dev.brownout.component.topic;

import dev.brownout.component.topic.TopicSpec.PartitionReplication;
import dev.brownout.host.Host;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation.Trail;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Replicas of one partition: the leader, the followers, and the in-sync set. A new leader is elected from the in-sync
 * set, or from all available replicas in an unclean election. A message on all in-sync replicas is visible to
 * consumers. Only an unclean election can lose it. The log is that of the leader; each follower has a prefix of it.
 */
final class PartitionReplicas {
    private final TopicComponent topic;
    private final PartitionReplication settings;
    private final Brokers brokers;
    private final int number;
    private final PartitionLog log;
    private final boolean[] insync;
    /** End offset of each follower. {@code confirmed} holds the end offsets known to the leader. */
    private final long[] endOffsets;

    private final long[] confirmed;
    private final List<FollowerReplication> feeds = new ArrayList<>();
    private final ArrayDeque<ReplicationWaiter> waiting = new ArrayDeque<>();
    private int leader;
    private boolean led = true;
    private long highWatermark;
    private long acknowledged;
    private int terms;

    /** Publish call that waits until all messages before an offset are on all in-sync replicas. */
    private record ReplicationWaiter(long end, Host at, Trail trail, Consumer<Outcome> done) {}

    /** Creates the replicas, all empty and in sync. */
    PartitionReplicas(TopicComponent topic, Brokers brokers, int number, PartitionLog log) {
        this.topic = topic;
        this.settings = topic.spec().replication();
        this.brokers = brokers;
        this.number = number;
        this.log = log;
        this.insync = new boolean[brokers.size()];
        this.endOffsets = new long[brokers.size()];
        this.confirmed = new long[brokers.size()];
        for (int i = 0; i < insync.length; i++) {
            insync[i] = true;
        }
        this.leader = Assignment.copy(number, 0, brokers.size());
        follow();
    }

    PartitionLog log() {
        return log;
    }

    /** Returns the current leader, or the last one. */
    int leader() {
        return leader;
    }

    /** Returns whether the partition has a leader, as known to the controller. */
    boolean isLed() {
        return led;
    }

    /** Returns the high watermark: the offset before which consumers may read. */
    long highWatermark() {
        return highWatermark;
    }

    /** Returns the end offset of a replica. */
    long end(int broker) {
        return broker == leader ? log.end() : endOffsets[broker];
    }

    /** Removes the messages before an offset, except those that an unclean election may still lose. */
    void trim(long to) {
        log.trim(to, settings.uncleanElection() ? leastEnd() : to);
    }

    private long leastEnd() {
        long smallest = log.end();
        for (int i = 0; i < endOffsets.length; i++) {
            smallest = Math.min(smallest, end(i));
        }
        return smallest;
    }

    /** Returns the number of in-sync replicas, with the leader. */
    int inSync() {
        int count = 0;
        for (boolean inSyncReplica : insync) {
            count += inSyncReplica ? 1 : 0;
        }
        return count;
    }

    private void follow() {
        feeds.forEach(FollowerReplication::close);
        feeds.clear();
        terms++;
        for (int i = 0; i < brokers.size(); i++) {
            if (i != leader) {
                long key = KeyedRandom.key(terms, i, topic.name() + " copies of " + number);
                feeds.add(new FollowerReplication(topic, this, brokers.host(leader), brokers.host(i), i, key));
            }
        }
    }

    /** Continues the replication after the leader has stored new messages. */
    void onStored() {
        advance();
        feeds.forEach(FollowerReplication::onAppend);
    }

    /** Marks all current messages as acknowledged to their publishers. */
    void acknowledge() {
        acknowledged = log.end();
    }

    /**
     * Calls back when all current messages are on all in-sync replicas. The outcome is an error if too few replicas are
     * in sync, or if the leader changes.
     */
    void await(Consumer<Outcome> done) {
        if (highWatermark == log.end()) {
            acknowledge();
            done.accept(Outcome.OK);
        } else {
            waiting.add(new ReplicationWaiter(
                    log.end(), brokers.host(leader), topic.simulation().trail(), done));
        }
    }

    /** Records that a follower has received all messages before an offset. */
    void onReceived(int broker, long endOffset) {
        endOffsets[broker] = Math.max(endOffsets[broker], endOffset);
    }

    /** Handles the acknowledgement of a follower for all messages before an offset. */
    void onConfirmed(int broker, long endOffset) {
        confirmed[broker] = Math.max(confirmed[broker], endOffset);
        join(broker);
        advance();
    }

    private void join(int broker) {
        if (!insync[broker] && led && !brokers.isFenced(broker) && confirmed[broker] >= highWatermark) {
            insync[broker] = true;
            brokers.recount();
        }
    }

    /** Returns the age of the oldest message that a replica has not confirmed to the leader, in ns; 0 for none. */
    private long lagNanos(int broker) {
        if (confirmed[broker] >= log.end()) {
            return 0;
        }
        return confirmed[broker] < log.first() ? Long.MAX_VALUE : topic.now() - log.storedAt(confirmed[broker]);
    }

    /**
     * Returns whether a replica is about to join the in-sync set. The high watermark waits for it, otherwise it would
     * never catch up.
     */
    private boolean isJoining(int broker) {
        return !brokers.isFenced(broker)
                && brokers.host(broker).isUp()
                && lagNanos(broker) < settings.insyncLag().toNanos();
    }

    /**
     * Advances the high watermark to the least confirmed offset of the in-sync replicas. Responds to the publishers
     * that wait for it.
     */
    private void advance() {
        long smallest = log.end();
        for (int i = 0; i < insync.length; i++) {
            if (i != leader && (insync[i] || isJoining(i))) {
                smallest = Math.min(smallest, confirmed[i]);
            }
        }
        if (smallest <= highWatermark || !led) {
            return;
        }
        highWatermark = smallest;
        Trail savedTrail = topic.simulation().trail();
        while (!waiting.isEmpty() && waiting.peek().end <= highWatermark) {
            ReplicationWaiter next = waiting.poll();
            boolean enoughInSync = inSync() >= settings.minInsync();
            acknowledged = enoughInSync ? Math.max(acknowledged, next.end) : acknowledged;
            topic.simulation().resume(next.trail, RequestPhase.OTHERS);
            next.done.accept(enoughInSync ? Outcome.OK : Outcome.FAILED);
        }
        topic.simulation().restore(savedTrail);
        topic.logs().respond(number);
    }

    /** Removes replicas that are behind for too long from the in-sync set, so that publishers do not wait for them. */
    void dropLate() {
        if (!led || !brokers.host(leader).isUp()) {
            return;
        }
        boolean dropped = false;
        for (int i = 0; i < insync.length; i++) {
            if (i != leader && insync[i] && lagNanos(i) > settings.insyncLag().toNanos()) {
                insync[i] = false;
                dropped = true;
            }
        }
        if (dropped) {
            brokers.recount();
            advance();
        }
    }

    /**
     * Handles the fencing of a broker. It leaves the in-sync set, unless it is the last member. A new leader is elected
     * if it was the leader.
     */
    void onBrokerFenced(int broker) {
        if (insync[broker] && inSync() > 1) {
            insync[broker] = false;
        }
        if (leader == broker) {
            led = false;
            elect();
        } else {
            advance();
        }
    }

    /** Handles the return of a fenced broker. */
    void addBackToSync(int broker) {
        if (!led) {
            elect();
        } else if (broker != leader) {
            join(broker);
        }
    }

    /**
     * Elects the first available in-sync replica of the partition's replica list. Without one, the partition waits for
     * one, or an unclean election takes the first available replica, like Kafka's electAnyLeader.
     */
    private void elect() {
        if (!elect(true) && settings.uncleanElection()) {
            elect(false);
        }
    }

    private boolean elect(boolean inSyncOnly) {
        for (int i = 0; i < insync.length; i++) {
            int next = Assignment.copy(number, i, insync.length);
            if ((insync[next] || !inSyncOnly) && !brokers.isFenced(next)) {
                becomeLeader(next);
                return true;
            }
        }
        return false;
    }

    /** Returns the preferred leader. */
    private int preferred() {
        return Assignment.copy(number, 0, insync.length);
    }

    /** Returns whether the leader is not the preferred leader. */
    boolean isDisplaced() {
        return leader != preferred();
    }

    /** Moves leadership back to the preferred leader if it is in sync: Kafka's preferred leader election. */
    void restore() {
        if (led && isDisplaced() && insync[preferred()] && !brokers.isFenced(preferred())) {
            becomeLeader(preferred());
        }
    }

    private void becomeLeader(int next) {
        long to = end(next);
        log.recordLoss(to, acknowledged, topic.now(), brokers.losses());
        brokers.onElected(next != leader, !insync[next], log.count(to, log.end()), log.count(to, acknowledged));
        if (insync[next]) {
            topic.groups().cut(number, log.end() - to);
            log.truncate(to);
        } else {
            Arrays.fill(insync, false);
            insync[next] = true;
            topic.groups().recordLoss(number, to);
            log.removeFrom(to);
        }
        acknowledged = Math.min(acknowledged, to);
        endOffsets[leader] = to;
        highWatermark = highWatermark >= to ? log.end() : highWatermark;
        for (int i = 0; i < endOffsets.length; i++) {
            endOffsets[i] = endOffsets[i] >= to ? log.end() : endOffsets[i];
            confirmed[i] = Math.min(endOffsets[i], highWatermark);
        }
        leader = next;
        led = true;
        List<ReplicationWaiter> failed = List.copyOf(waiting);
        waiting.clear();
        failed.forEach(this::fail);
        log.release().forEach(FetchRequest::drop);
        follow();
        feeds.forEach(FollowerReplication::restart);
        advance();
    }

    /** Fails a publish call that waits at a former leader. The response follows when that host continues. */
    private void fail(ReplicationWaiter waiter) {
        waiter.at.schedule(0, RequestPhase.OTHERS, () -> waiter.done.accept(Outcome.FAILED));
    }

    /**
     * Handles a crash of the leader process. Waiting publish calls are dropped, and waiting fetch requests are broken.
     */
    void onLeaderCrash() {
        waiting.clear();
        log.release().forEach(FetchRequest::broken);
    }

    /** Restarts the affected replications after a host went down or came back. */
    void onHostStateChanged(int broker) {
        feeds.forEach(feed -> {
            if (broker == leader || feed.follower() == broker) {
                feed.restart();
            }
        });
    }
}
