package dev.brownout.component.topic;

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
 * The copies of one partition: who leads, who follows, and who of them is in sync, which is whoever a new leader may be
 * chosen from, unless an unclean election takes whoever is there. A message that all in sync have is visible to
 * consumers, and lost by such an election alone. The log is that of the leader, of which every follower has a
 * beginning.
 */
final class PartitionReplicas {
    private final TopicComponent topic;
    private final Brokers brokers;
    private final int number;
    private final PartitionLog log;
    private final boolean[] insync;
    /** How far each copy has come, and how far the leader knows that it has. */
    private final long[] ends;

    private final long[] confirmed;
    private final List<FollowerReplication> feeds = new ArrayList<>();
    private final ArrayDeque<ReplicationWaiter> waiting = new ArrayDeque<>();
    private int leader;
    private boolean led = true;
    private long visible;
    private long acknowledged;
    private int terms;

    /** A publisher who waits until all that is before an offset is on all copies in sync. */
    private record ReplicationWaiter(long end, Host at, Trail trail, Consumer<Outcome> done) {}

    /** All copies are there and empty. */
    PartitionReplicas(TopicComponent topic, Brokers brokers, int number, PartitionLog log) {
        this.topic = topic;
        this.brokers = brokers;
        this.number = number;
        this.log = log;
        this.insync = new boolean[brokers.size()];
        this.ends = new long[brokers.size()];
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

    /** The broker that leads, or led last. */
    int leader() {
        return leader;
    }

    /** Whether somebody leads as far as the controller knows. */
    boolean led() {
        return led;
    }

    /** The offset before which consumers may read. */
    long visible() {
        return visible;
    }

    /** How far a copy has come. */
    long end(int broker) {
        return broker == leader ? log.end() : ends[broker];
    }

    /** Forgets the messages before an offset, but for those that an unclean election may still lose. */
    void trim(long to) {
        log.trim(to, topic.spec().unclean_election() ? leastEnd() : to);
    }

    private long leastEnd() {
        long least = log.end();
        for (int i = 0; i < ends.length; i++) {
            least = Math.min(least, end(i));
        }
        return least;
    }

    /** How many copies are in sync. */
    int inSync() {
        int count = 0;
        for (boolean one : insync) {
            count += one ? 1 : 0;
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

    /** The leader has stored more. */
    void stored() {
        advance();
        feeds.forEach(FollowerReplication::more);
    }

    /** Publishers are told that all is stored that is there now. */
    void acknowledge() {
        acknowledged = log.end();
    }

    /** Tells a publisher when all that is there now is on all copies in sync. */
    void await(Consumer<Outcome> done) {
        if (visible == log.end()) {
            acknowledge();
            done.accept(Outcome.OK);
        } else {
            waiting.add(new ReplicationWaiter(
                    log.end(), brokers.host(leader), topic.simulation().trail(), done));
        }
    }

    /** A follower has received the messages before an offset. */
    void received(int broker, long upTo) {
        ends[broker] = Math.max(ends[broker], upTo);
    }

    /** The leader hears that a follower has the messages before an offset. */
    void confirmed(int broker, long upTo) {
        confirmed[broker] = Math.max(confirmed[broker], upTo);
        join(broker);
        advance();
    }

    private void join(int broker) {
        if (!insync[broker] && led && !brokers.fenced(broker) && confirmed[broker] >= visible) {
            insync[broker] = true;
            brokers.recount();
        }
    }

    /** How long ago the oldest message was stored that the leader does not know to be on a copy. */
    private long behindNanos(int broker) {
        if (confirmed[broker] >= log.end()) {
            return 0;
        }
        return confirmed[broker] < log.first() ? Long.MAX_VALUE : topic.now() - log.storedAt(confirmed[broker]);
    }

    /** Whether a copy is about to be in sync: what it has not is waited for, or it would never be. */
    private boolean joining(int broker) {
        return !brokers.fenced(broker)
                && brokers.host(broker).up()
                && behindNanos(broker) < topic.spec().insync_lag().toNanos();
    }

    /** What all in sync have becomes visible, and those who published it are told. */
    private void advance() {
        long least = log.end();
        for (int i = 0; i < insync.length; i++) {
            if (i != leader && (insync[i] || joining(i))) {
                least = Math.min(least, confirmed[i]);
            }
        }
        if (least <= visible || !led) {
            return;
        }
        visible = least;
        Trail own = topic.simulation().trail();
        while (!waiting.isEmpty() && waiting.peek().end <= visible) {
            ReplicationWaiter next = waiting.poll();
            boolean enough = inSync() >= topic.spec().min_insync();
            acknowledged = enough ? Math.max(acknowledged, next.end) : acknowledged;
            topic.simulation().resume(next.trail, RequestPhase.OTHERS);
            next.done.accept(enough ? Outcome.OK : Outcome.FAILED);
        }
        topic.simulation().restore(own);
        topic.logs().hand(number);
    }

    /** Copies that are behind for too long are out of sync, so that nobody waits for them. */
    void dropLate() {
        if (!led || !brokers.host(leader).up()) {
            return;
        }
        boolean dropped = false;
        for (int i = 0; i < insync.length; i++) {
            if (i != leader
                    && insync[i]
                    && behindNanos(i) > topic.spec().insync_lag().toNanos()) {
                insync[i] = false;
                dropped = true;
            }
        }
        if (dropped) {
            brokers.recount();
            advance();
        }
    }

    /** The controller has lost a broker: it is in sync no longer, unless nobody else is. */
    void lose(int broker) {
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

    /** The controller hears of a broker again. */
    void addBackToSync(int broker) {
        if (!led) {
            elect();
        } else if (broker != leader) {
            join(broker);
        }
    }

    /**
     * The first copy of the partition's list that is in sync and there leads; where there is none, the partition waits
     * for one, or the first copy that is there leads, whatever it has: Kafka's electAnyLeader.
     */
    private void elect() {
        if (!elect(true) && topic.spec().unclean_election()) {
            elect(false);
        }
    }

    private boolean elect(boolean clean) {
        for (int i = 0; i < insync.length; i++) {
            int next = Assignment.copy(number, i, insync.length);
            if ((insync[next] || !clean) && !brokers.fenced(next)) {
                lead(next);
                return true;
            }
        }
        return false;
    }

    /** The broker that is to lead where nothing has happened. */
    private int preferred() {
        return Assignment.copy(number, 0, insync.length);
    }

    /** Whether another broker leads than the one that is to. */
    boolean displaced() {
        return leader != preferred();
    }

    /** The broker that is to lead does so again, if it is in sync: Kafka's preferred leader election. */
    void restore() {
        if (led && displaced() && insync[preferred()] && !brokers.fenced(preferred())) {
            lead(preferred());
        }
    }

    private void lead(int next) {
        long to = end(next);
        log.lost(to, acknowledged, topic.now(), brokers.losses());
        brokers.elected(next != leader, !insync[next], log.count(to, log.end()), log.count(to, acknowledged));
        if (insync[next]) {
            topic.groups().cut(number, log.end() - to);
            log.truncate(to);
        } else {
            Arrays.fill(insync, false);
            insync[next] = true;
            topic.groups().lose(number, to);
            log.lose(to);
        }
        acknowledged = Math.min(acknowledged, to);
        ends[leader] = to;
        visible = visible >= to ? log.end() : visible;
        for (int i = 0; i < ends.length; i++) {
            ends[i] = ends[i] >= to ? log.end() : ends[i];
            confirmed[i] = Math.min(ends[i], visible);
        }
        leader = next;
        led = true;
        List<ReplicationWaiter> failed = List.copyOf(waiting);
        waiting.clear();
        failed.forEach(this::fail);
        log.release().forEach(FetchRequest::forgotten);
        follow();
        feeds.forEach(FollowerReplication::resume);
        advance();
    }

    /** Who waits at a machine that leads no longer hears so when that goes on. */
    private void fail(ReplicationWaiter one) {
        one.at.after(0, RequestPhase.OTHERS, () -> one.done.accept(Outcome.FAILED));
    }

    /** The process of the leader has died: with it, whoever waits there. */
    void died() {
        waiting.clear();
        log.release().forEach(FetchRequest::broken);
    }

    /** A machine went away or came back. */
    void turned(int broker) {
        feeds.forEach(feed -> {
            if (broker == leader || feed.to() == broker) {
                feed.resume();
            }
        });
    }
}
