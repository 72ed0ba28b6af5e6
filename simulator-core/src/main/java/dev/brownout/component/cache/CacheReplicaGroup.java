package dev.brownout.component.cache;

import dev.brownout.component.cache.CacheSpec.CacheReplication;
import dev.brownout.eviction.BoundedStore;
import dev.brownout.host.Host;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Link;
import dev.brownout.random.KeyedRandom;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The replicas of one share of the keys. The leader serves requests and replicates each change to the followers, in
 * order and asynchronously. After it has been unavailable for the failover time, the most up-to-date available follower
 * takes over, and stays leader when the old one returns, which then follows with a full copy. A leader that returns
 * earlier continues with the memory it has, and the followers resynchronize from it.
 */
final class CacheReplicaGroup {
    /** Delay before a full copy is sent again over a link that loses it. */
    private static final long RETRY_NANOS = 1_000_000_000L;

    private static final long COPIED = 0x636f7069L;

    private final ComponentContext context;
    private final Simulation simulation;
    private final CacheCopyMetrics measures;
    private final long failoverNanos;
    private final long lagNanos;
    private final long identity;
    private final List<Member> members = new ArrayList<>();
    private Member leader;
    private boolean unavailable;
    private boolean vacant;
    private long absences;
    private int incarnation;
    private long changesMade;
    private long changesKept;
    private long lost;

    /**
     * Creates a group without entries.
     *
     * @param nodes the replicas, the leader first
     */
    CacheReplicaGroup(CacheReplication replication, ComponentContext context, List<CacheNode> nodes) {
        this.context = context;
        this.simulation = context.simulation();
        this.measures = context.metrics().instruments(CacheCopyMetrics.class);
        this.failoverNanos = replication.failover().toNanos();
        this.lagNanos = replication.copyLag().toNanos();
        String name = nodes.get(0).host().node();
        this.identity = KeyedRandom.key(0, 0, context.name() + "/" + name);
        for (CacheNode node : nodes) {
            members.add(new Member(node, members.isEmpty() ? node.store() : node.addStore()));
        }
        this.leader = members.get(0);
        this.incarnation = leader.host.incarnation();
        AuditRegistry audit = context.audit();
        audit.identity(
                "/" + name + ": changes of its keys = changes at the leader + lost",
                () -> changesMade,
                () -> changesKept + lost);
        audit.identity(
                "/" + name + ": differing entries of complete copies = 0",
                () -> 0,
                () -> members.stream().mapToLong(Member::differing).sum());
    }

    /** Returns the leader of the keys. */
    Host leader() {
        return leader.host;
    }

    /** Returns the replica on a host. */
    BoundedStore on(Host host) {
        for (Member member : members) {
            if (member.host == host) {
                return member.store;
            }
        }
        throw new IllegalStateException(
                host.node() + " has no copy of " + members.get(0).host.node());
    }

    /** Replicates a change that a node has made and acknowledged; it is lost if that node is no longer the leader. */
    void replicate(Host node, EntryChange change) {
        changesMade++;
        if (node != leader.host) {
            countLost(1);
            return;
        }
        changesKept++;
        for (Member member : members) {
            if (member.following) {
                member.replicate(change, changesKept);
            }
        }
    }

    private void countLost(long changes) {
        lost += changes;
        measures.lostChanges().add(simulation.now(), changes);
    }

    private void leaderChanged() {
        if (leader.host.isUp()) {
            leaderReturned();
        } else if (!unavailable) {
            unavailable = true;
            long absence = ++absences;
            simulation.scheduleAfter(failoverNanos, step -> expire(absence), 0);
        }
    }

    private void leaderReturned() {
        boolean emptied = leader.host.incarnation() != incarnation;
        incarnation = leader.host.incarnation();
        unavailable = false;
        vacant = false;
        absences++;
        for (Member member : members) {
            if (emptied) {
                member.lag();
            }
            member.catchUp();
        }
    }

    private void expire(long absence) {
        if (absence == absences) {
            vacant = true;
            elect();
        }
    }

    /** Promotes the most up-to-date available follower; the first one on ties. */
    private void elect() {
        Member best = null;
        for (Member member : members) {
            boolean eligible = member != leader && member.complete && member.host.isUp();
            best = eligible && (best == null || member.applied > best.applied) ? member : best;
        }
        if (best != null) {
            promote(best);
        }
    }

    private void promote(Member next) {
        Host before = leader.host;
        long missing = changesKept - next.applied;
        countLost(missing);
        changesKept = next.applied;
        leader.complete = false;
        leader = next;
        incarnation = next.host.incarnation();
        unavailable = false;
        vacant = false;
        absences++;
        measures.failovers().add(simulation.now());
        context.timeline()
                .note(
                        "took-over",
                        next.host.node(),
                        Sentence.of(
                                missing == 1
                                        ? "{} takes over from {} ({} update lost)"
                                        : "{} takes over from {} ({} updates lost)",
                                context.name() + "/" + next.host.node(),
                                context.name() + "/" + before.node(),
                                missing),
                        TimelineEvent.facts("from", before.node(), "changes", missing));
        for (Member member : members) {
            member.complete &= member.applied <= changesKept;
            member.lag();
            member.catchUp();
        }
    }

    /** A replica, with its replication progress. */
    private final class Member implements Host.Resident {
        private final int index = members.size();
        private final CacheNode node;
        private final Host host;
        private final BoundedStore store;
        /**
         * True if it has every change up to {@code applied}; false after it lost its memory or its lead, or holds lost
         * changes.
         */
        private boolean complete = true;
        /** True while the leader sends it each change. */
        private boolean following;

        private long applied;
        private long arrivesAt;
        /** Incremented to invalidate messages in flight. */
        private int sendings;

        private boolean copying;

        Member(CacheNode node, BoundedStore store) {
            this.node = node;
            this.host = node.host();
            this.store = store;
            this.following = !members.isEmpty();
            host.attach(this);
        }

        /** Returns the number of entries that differ from the leader's, if every change has been applied; else 0. */
        long differing() {
            if (this == leader || !following || applied != changesKept) {
                return 0;
            }
            long[] differing = new long[1];
            store.forEachKey(key -> {
                int slot = leader.store.find(key);
                boolean inBoth = slot != BoundedStore.ABSENT;
                differing[0] += inBoth && leader.store.version(slot) != store.version(store.find(key)) ? 1 : 0;
            });
            return differing[0];
        }

        void replicate(EntryChange change, long number) {
            if (lagNanos == 0) {
                send(change, number, sendings);
            } else {
                int sending = sendings;
                leader.host.schedule(lagNanos, () -> send(change, number, sending));
            }
        }

        private void send(EntryChange change, long number, int sending) {
            if (sending != sendings) {
                return;
            }
            long delay = leader.host.state() == Host.State.DARK
                    ? Link.LOST
                    : link().delayNanos(KeyedRandom.child(identity, number, index, 0), change.sizeBytes());
            if (delay == Link.LOST) {
                miss();
                return;
            }
            context.network().transfers().copy(leader.host, host, change.sizeBytes());
            arrivesAt = Math.max(arrivesAt, simulation.now() + delay);
            simulation.scheduleAt(arrivesAt, new ReplicatedChange(this, change, number), 0);
        }

        private Link link() {
            return context.network().link(leader.host, host);
        }

        void receive(EntryChange change, long number) {
            if (number != applied + 1) {
                miss();
                return;
            }
            applied = number;
            node.apply(store, change, KeyedRandom.child(change.identity(), COPIED, index, 0));
        }

        /** Handles a lost message: stops following until a full copy has arrived. */
        void miss() {
            lag();
            simulation.scheduleAfter(RETRY_NANOS, step -> catchUp(), 0);
        }

        void lag() {
            following = false;
            sendings++;
        }

        /** Starts the transfer of a full copy. */
        void catchUp() {
            if (this == leader || following || copying || !host.isUp() || !leader.host.isUp()) {
                return;
            }
            long delay = link().delayNanos(
                            KeyedRandom.child(identity, changesKept, index, ++sendings), leader.store.bytes());
            if (delay == Link.LOST) {
                simulation.scheduleAfter(RETRY_NANOS, step -> catchUp(), 0);
                return;
            }
            context.network().transfers().copy(leader.host, host, leader.store.bytes());
            copying = true;
            int sending = sendings;
            simulation.scheduleAfter(delay, step -> copy(sending), 0);
        }

        private void copy(int sending) {
            copying = false;
            if (sending != sendings || !host.isUp() || !leader.host.isUp()) {
                catchUp();
                return;
            }
            store.clear();
            BoundedStore all = leader.store;
            all.forEachKey(key -> {
                int slot = all.find(key);
                store.put(key, all.version(slot), all.sizeBytes(slot), all.expiresAt(slot));
            });
            node.publishEntryCount();
            applied = changesKept;
            complete = true;
            following = true;
        }

        @Override
        public void stateChanged() {
            if (this == leader) {
                leaderChanged();
            } else if (host.isUp()) {
                if (vacant) {
                    elect();
                }
                catchUp();
            }
        }

        @Override
        public void onCrash() {
            if (this != leader) {
                applied = 0;
                complete = false;
                lag();
            }
        }
    }

    /** A change in flight to a replica. */
    private static final class ReplicatedChange extends Event {
        private final Member member;
        private final EntryChange change;
        private final long number;
        private final int sending;

        ReplicatedChange(Member member, EntryChange change, long number) {
            this.member = member;
            this.change = change;
            this.number = number;
            this.sending = member.sendings;
        }

        @Override
        public void fire(int step) {
            if (member.sendings != sending) {
                return;
            }
            if (member.host.isSuspended()) {
                member.host.defer(this, step);
            } else if (member.host.isUp()) {
                member.receive(change, number);
            } else {
                member.miss();
            }
        }
    }
}
