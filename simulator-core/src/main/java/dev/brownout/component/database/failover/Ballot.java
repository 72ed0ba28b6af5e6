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

/** Raft elections of a replica group: its voters, and their messages over the network. */
final class Ballot {
    /** Listener for the results of elections. */
    interface Listener {
        /** Called when a majority has voted for a node. */
        void won(DatabaseNode node);

        /** Called when a leader steps down. */
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
    /** Term of the first candidacy since the last election was won; 0 for none. */
    private long round;
    /** Grid cell of that candidacy. A second candidate in the term is counted there. */
    private int roundCell;

    private boolean splitVote;
    /** Term of the node that accepts writes. */
    private long term = 1;

    /** Creates elections that are not started. */
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
        Distribution distribution = failover.election().orElseThrow();
        this.timeout = distribution.sampler();
        this.leastNanos = failover.leastElectionNanos();
        this.beatNanos = failover.heartbeatNanos();
        String group = members.all().get(0).name();
        this.random = context.stream("election " + group);
        this.identity = KeyedRandom.key(0, 0, context.name() + "/" + group + " ballot");
        for (DatabaseNode node : members.all()) {
            voters.add(new Voter(this, node, members.size()));
        }
    }

    /**
     * Starts the election timeouts of the replicas. The primary sends its first heartbeat at a phase uniform over one
     * period.
     */
    void start(DatabaseNode primary) {
        for (Voter voter : voters) {
            if (voter.node() == primary) {
                voter.begin((long) (random.uniform() * beatNanos()));
            } else {
                voter.listen();
            }
        }
    }

    /** Handles the death of the process of a node. */
    void onDied(DatabaseNode node) {
        voters.get(node.number()).onDied();
    }

    /** Handles the return of a node. If its process had died, its election timeout starts again. */
    void onReturned(DatabaseNode node) {
        voters.get(node.number()).onReturned();
    }

    /** Returns whether a node considers itself leader. */
    boolean leads(DatabaseNode node) {
        return voters.get(node.number()).leads();
    }

    /** Records that an elected node accepts writes from now on. */
    void recordTakeover(DatabaseNode node) {
        term = voters.get(node.number()).term();
    }

    /** Returns whether a node follows the node that accepts writes. If not, it knows a later term. */
    boolean follows(DatabaseNode node) {
        return voters.get(node.number()).term() <= term;
    }

    Simulation simulation() {
        return context.simulation();
    }

    long currentNanos() {
        return context.simulation().now();
    }

    /** Returns a random election timeout, in nanoseconds, at least 1. */
    long patienceNanos() {
        return Math.max(1, timeout.sampleNanos(random));
    }

    /** Returns the minimum election timeout, in nanoseconds. */
    long leastNanos() {
        return leastNanos;
    }

    /** Returns the time from one heartbeat of a leader to the next, in nanoseconds. */
    long beatNanos() {
        return beatNanos;
    }

    /** Returns whether a leader without confirmation from a majority steps down. */
    boolean isFenced() {
        return failover.fencing();
    }

    /** Returns whether a node may stand for election. */
    boolean mayLead(DatabaseNode node) {
        return failover.means(node) && node.role() != DatabaseNode.Role.COPYING;
    }

    /**
     * Records a candidacy.
     *
     * @param silentNanos time since the candidate last heard from a leader
     */
    void recordCandidacy(Voter voter, long silentNanos) {
        measures.candidacies().add(currentNanos());
        if (round == 0) {
            round = voter.term();
            splitVote = false;
            measures.silence().record(currentNanos(), silentNanos);
            roundCell = context.grid().cell(currentNanos());
            measures.contested().addIn(roundCell, 0, 1);
        } else if (voter.term() == round && !splitVote) {
            splitVote = true;
            measures.contested().addIn(roundCell, 1, 0);
        }
    }

    /** Ends the election: a majority has voted for a node. */
    void won(Voter voter) {
        round = 0;
        listener.won(voter.node());
    }

    /** Notifies the listener that a leader steps down. */
    void steppedDown(Voter voter) {
        listener.steppedDown(voter.node());
    }

    /** Sends a message to all peers. */
    void send(Voter from, BallotMessage.Kind kind) {
        long position = kind == BallotMessage.Kind.REQUEST ? from.node().received() : currentNanos();
        BallotMessage message = new BallotMessage(kind, from, from.term(), position, true);
        for (Voter to : voters) {
            if (to != from) {
                send(from, to, message);
            }
        }
    }

    /** Replies to a message. */
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
            simulation().scheduleAfter(delay, new Arrival(to, message), 0);
        }
    }

    /** Message in transit. */
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
            } else if (to.host().isUp()) {
                to.onMessage(message);
            }
        }
    }
}
