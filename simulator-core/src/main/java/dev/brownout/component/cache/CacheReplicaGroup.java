package dev.brownout.component.cache;

import dev.brownout.eviction.BoundedStore;
import dev.brownout.host.Host;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Link;
import dev.brownout.random.KeyedRandom;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The machines of one share of the keys. One of them leads: it answers, and tells the others of each change, in order
 * and without waiting for them. Once it has not answered for a time, the one that knows most of those that are there
 * takes over, and goes on leading when the other is back, which then follows with a copy of everything. One that is
 * back before leads on, with the memory that it has, and the others follow it.
 */
final class CacheReplicaGroup {
    /** How long a machine waits before it sends everything again over a link that swallows it. */
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
    private boolean away;
    private boolean vacant;
    private long absences;
    private int incarnation;
    private long made;
    private long kept;
    private long lost;

    /**
     * A share without entries.
     *
     * @param nodes its machines, the one that leads first
     */
    CacheReplicaGroup(CacheSpec spec, ComponentContext context, List<CacheNode> nodes) {
        this.context = context;
        this.simulation = context.simulation();
        this.measures = context.measures(CacheCopyMetrics.class);
        this.failoverNanos = spec.failover().toNanos();
        this.lagNanos = spec.copy_lag().toNanos();
        String name = nodes.get(0).host().node();
        this.identity = KeyedRandom.key(0, 0, context.name() + "/" + name);
        for (CacheNode node : nodes) {
            members.add(new Member(node, members.isEmpty() ? node.store() : node.addStore()));
        }
        this.leader = members.get(0);
        this.incarnation = leader.host.incarnation();
        context.identity(
                "/" + name + ": changes of its keys = at the machine that answers + lost",
                () -> made,
                () -> kept + lost);
        context.identity(
                "/" + name + ": entries of copies that have all changes and say something else = 0",
                () -> 0,
                () -> members.stream().mapToLong(Member::differing).sum());
    }

    /** Who answers for the keys. */
    Host leader() {
        return leader.host;
    }

    /** What a machine has of them. */
    BoundedStore on(Host host) {
        for (Member member : members) {
            if (member.host == host) {
                return member.store;
            }
        }
        throw new IllegalStateException(
                host.node() + " has no copy of " + members.get(0).host.node());
    }

    /** A machine has changed an entry, and says so to its caller. */
    void changed(Host at, EntryChange change) {
        made++;
        if (at != leader.host) {
            lose(1);
            return;
        }
        kept++;
        for (Member member : members) {
            if (member.following) {
                member.tell(change, kept);
            }
        }
    }

    private void lose(long changes) {
        lost += changes;
        measures.lost_changes().add(simulation.now(), changes);
    }

    private void leaderChanged() {
        if (leader.host.up()) {
            back();
        } else if (!away) {
            away = true;
            long absence = ++absences;
            simulation.after(failoverNanos, step -> expire(absence), 0);
        }
    }

    private void back() {
        boolean emptied = leader.host.incarnation() != incarnation;
        incarnation = leader.host.incarnation();
        away = false;
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

    /** Lets the machine take over that knows most; of several the one that follows first. */
    private void elect() {
        Member best = null;
        for (Member member : members) {
            boolean can = member != leader && member.whole && member.host.up();
            best = can && (best == null || member.applied > best.applied) ? member : best;
        }
        if (best != null) {
            promote(best);
        }
    }

    private void promote(Member next) {
        Host before = leader.host;
        long missing = kept - next.applied;
        lose(missing);
        kept = next.applied;
        leader.whole = false;
        leader = next;
        incarnation = next.host.incarnation();
        away = false;
        vacant = false;
        absences++;
        measures.failovers().add(simulation.now());
        context.note(
                "took-over",
                next.host.node(),
                context.name() + "/" + next.host.node() + " answers for the keys of " + context.name() + "/"
                        + before.node() + ", without " + missing + (missing == 1 ? " change" : " changes"),
                TimelineEvent.facts("from", before.node(), "changes", missing));
        for (Member member : members) {
            member.whole &= member.applied <= kept;
            member.lag();
            member.catchUp();
        }
    }

    /** A machine of the group, and how much of what the leader has it knows. */
    private final class Member implements Host.Resident {
        private final int place = members.size();
        private final CacheNode node;
        private final Host host;
        private final BoundedStore store;
        /** Whether it has all up to a change; not where it has lost its memory or its lead, or knows what is lost. */
        private boolean whole = true;
        /** Whether the leader tells it of each change. */
        private boolean following;

        private long applied;
        private long arrivesAt;
        /** What was sent before does not count any more. */
        private int sendings;

        private boolean copying;

        Member(CacheNode node, BoundedStore store) {
            this.node = node;
            this.host = node.host();
            this.store = store;
            this.following = !members.isEmpty();
            host.attach(this);
        }

        /** How many entries are of another version than those of the leader, where it knows of all changes. */
        long differing() {
            if (this == leader || !following || applied != kept) {
                return 0;
            }
            long[] differing = new long[1];
            store.forEachKey(key -> {
                int slot = leader.store.find(key);
                boolean both = slot != BoundedStore.ABSENT;
                differing[0] += both && leader.store.version(slot) != store.version(store.find(key)) ? 1 : 0;
            });
            return differing[0];
        }

        void tell(EntryChange change, long number) {
            if (lagNanos == 0) {
                send(change, number, sendings);
            } else {
                int sending = sendings;
                leader.host.after(lagNanos, () -> send(change, number, sending));
            }
        }

        private void send(EntryChange change, long number, int sending) {
            if (sending != sendings) {
                return;
            }
            long delay = leader.host.state() == Host.State.DARK
                    ? Link.LOST
                    : link().delayNanos(KeyedRandom.child(identity, number, place, 0), change.sizeBytes());
            if (delay == Link.LOST) {
                miss();
                return;
            }
            context.network().transfers().copy(leader.host, host, change.sizeBytes());
            arrivesAt = Math.max(arrivesAt, simulation.now() + delay);
            simulation.at(arrivesAt, new Message(this, change, number), 0);
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
            node.apply(store, change, KeyedRandom.child(change.identity(), COPIED, place, 0));
        }

        /** Something did not arrive: it has what came before, and needs a copy of everything. */
        void miss() {
            lag();
            simulation.after(RETRY_NANOS, step -> catchUp(), 0);
        }

        void lag() {
            following = false;
            sendings++;
        }

        /** Begins to get a copy of everything. */
        void catchUp() {
            if (this == leader || following || copying || !host.up() || !leader.host.up()) {
                return;
            }
            long delay = link().delayNanos(KeyedRandom.child(identity, kept, place, ++sendings), leader.store.bytes());
            if (delay == Link.LOST) {
                simulation.after(RETRY_NANOS, step -> catchUp(), 0);
                return;
            }
            context.network().transfers().copy(leader.host, host, leader.store.bytes());
            copying = true;
            int sending = sendings;
            simulation.after(delay, step -> copy(sending), 0);
        }

        private void copy(int sending) {
            copying = false;
            if (sending != sendings || !host.up() || !leader.host.up()) {
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
            applied = kept;
            whole = true;
            following = true;
        }

        @Override
        public void stateChanged() {
            if (this == leader) {
                leaderChanged();
            } else if (host.up()) {
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
                whole = false;
                lag();
            }
        }
    }

    /** A change on its way to a copy. */
    private static final class Message extends Event {
        private final Member member;
        private final EntryChange change;
        private final long number;
        private final int sending;

        Message(Member member, EntryChange change, long number) {
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
            } else if (member.host.up()) {
                member.receive(change, number);
            } else {
                member.miss();
            }
        }
    }
}
