package dev.brownout.component.database.failover;

import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.node.ReplicaGroupMembers;
import dev.brownout.host.Host;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Link;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.List;

/** The elections of a group: its voters, and what they send each other over the network. */
final class Ballot {
    /** Who hears how elections end. */
    interface Listener {
        /** A majority has voted for a node. */
        void won(DatabaseNode node);

        /** A node that led knows that it does not any more. */
        void steppedDown(DatabaseNode node);
    }

    private final ComponentContext context;
    private final Failover failover;
    private final Listener listener;
    private final ElectionMetrics measures;
    private final Sampler timeout;
    private final KeyedRandom random;
    private final long leastNanos;
    private final long beatNanos;
    private final List<Voter> voters = new ArrayList<>();
    private final long identity;
    private long messages;
    /** The term in which the first node stood since the last one won; 0 where nobody has. */
    private long round;
    /** When that was, as a cell of the grid: where another one that stands is counted. */
    private int roundCell;

    private boolean splitVote;
    /** The term of whoever takes writes. */
    private long term = 1;

    /** Elections that have not begun. */
    Ballot(
            ComponentContext context,
            Failover failover,
            ReplicaGroupMembers members,
            ElectionMetrics measures,
            Listener listener) {
        this.measures = measures;
        this.context = context;
        this.failover = failover;
        this.listener = listener;
        Distribution law = failover.election().orElseThrow();
        this.timeout = law.sampler();
        this.leastNanos = failover.leastElectionNanos();
        this.beatNanos = failover.heartbeatNanos();
        String group = members.all().get(0).name();
        this.random = context.stream("election " + group);
        this.identity = KeyedRandom.key(0, 0, context.name() + "/" + group + " ballot");
        for (DatabaseNode node : members.all()) {
            voters.add(new Voter(this, node, members.size()));
        }
    }

    /** Everybody listens, and the primary sends its first heartbeat at a phase uniform over one period. */
    void start(DatabaseNode primary) {
        for (Voter voter : voters) {
            if (voter.node() == primary) {
                voter.begin((long) (random.uniform() * beatNanos()));
            } else {
                voter.listen();
            }
        }
    }

    /** The process of a node died. */
    void died(DatabaseNode node) {
        voters.get(node.number()).died();
    }

    /** A node is back; if its process had died, it listens anew. */
    void returned(DatabaseNode node) {
        voters.get(node.number()).returned();
    }

    /** Whether a node thinks that it leads. */
    boolean leads(DatabaseNode node) {
        return voters.get(node.number()).leads();
    }

    /** A node that has won takes writes from now on. */
    void tookOver(DatabaseNode node) {
        term = voters.get(node.number()).term();
    }

    /** Whether a node follows whoever takes writes; if not, it knows of a later term. */
    boolean follows(DatabaseNode node) {
        return voters.get(node.number()).term() <= term;
    }

    Simulation simulation() {
        return context.simulation();
    }

    long now() {
        return context.simulation().now();
    }

    /** How long somebody waits this time who hears nothing. */
    long patienceNanos() {
        return Math.max(1, timeout.sampleNanos(random));
    }

    /** The least that this can be. */
    long leastNanos() {
        return leastNanos;
    }

    /** Returns the time from one heartbeat of a leader to the next, in nanoseconds. */
    long beatNanos() {
        return beatNanos;
    }

    /** Whether a leader stops by itself that hears nothing of a majority. */
    boolean fenced() {
        return failover.fencing();
    }

    /** Whether a node may stand for election. */
    boolean mayLead(DatabaseNode node) {
        return failover.means(node) && node.role() != DatabaseNode.Role.COPYING;
    }

    /** Somebody stands for election who has heard of a leader so long ago. */
    void stands(Voter voter, long silentNanos) {
        measures.candidacies().add(now());
        if (round == 0) {
            round = voter.term();
            splitVote = false;
            measures.silence().record(now(), silentNanos);
            roundCell = context.grid().cell(now());
            measures.contested().addIn(roundCell, 0, 1);
        } else if (voter.term() == round && !splitVote) {
            splitVote = true;
            measures.contested().addIn(roundCell, 1, 0);
        }
    }

    /** A majority has voted for somebody. */
    void won(Voter voter) {
        round = 0;
        listener.won(voter.node());
    }

    /** Somebody who led knows better. */
    void steppedDown(Voter voter) {
        listener.steppedDown(voter.node());
    }

    /** Tells everybody else. */
    void send(Voter from, BallotMessage.Kind kind) {
        long about = kind == BallotMessage.Kind.REQUEST ? from.node().received() : now();
        BallotMessage message = new BallotMessage(kind, from, from.term(), about, true);
        for (Voter to : voters) {
            if (to != from) {
                send(from, to, message);
            }
        }
    }

    /** Answers a message. */
    void answer(Voter from, BallotMessage to, BallotMessage.Kind kind, boolean granted) {
        send(from, to.from(), new BallotMessage(kind, from, from.term(), to.about(), granted));
    }

    private void send(Voter from, Voter to, BallotMessage message) {
        if (from.host().state() == Host.State.DARK) {
            return;
        }
        long delay = context.network()
                .link(from.host(), to.host())
                .delayNanos(KeyedRandom.child(identity, messages++, 0, 0), 0);
        if (delay != Link.LOST) {
            simulation().after(delay, new Arrival(to, message), 0);
        }
    }

    /** A message on its way. */
    private static final class Arrival extends Event {
        private final Voter to;
        private final BallotMessage message;

        Arrival(Voter to, BallotMessage message) {
            this.to = to;
            this.message = message;
        }

        @Override
        public void fire(int step) {
            if (to.host().isSuspended() && to.host().state() != Host.State.DARK) {
                to.host().defer(this, step);
            } else if (to.host().up()) {
                to.hear(message);
            }
        }
    }
}
