package dev.brownout.component.database.failover;

import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.host.Host;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import java.util.Arrays;

/**
 * A node in Raft elections. It follows the leader from which it receives heartbeats, and stands for election after its
 * election timeout. It votes once in a term, and not for a candidate with a shorter log. Term and vote are on its disk.
 *
 * <p>A leader sends no heartbeat during an fsync of its log, as in etcd, where one loop syncs the log and sends the
 * messages. So it loses its leadership by an fsync that takes longer than the election timeout (etcd.io, FAQ on the
 * warning "failed to send out heartbeat on time"; <a
 * href="https://github.com/etcd-io/etcd/blob/main/server/etcdserver/raft.go">etcd, raft.go</a>).
 */
final class Voter extends Event {
    private static final int SILENCE = 0;
    private static final int HEARTBEAT = 1;

    private enum Stand {
        FOLLOWS,
        ASKS,
        LEADS
    }

    private final Ballot ballot;
    private final DatabaseNode node;
    private final long[] heardAt;
    private Stand stand = Stand.FOLLOWS;
    private long term;
    private boolean crashed;
    private int votedFor = -1;
    private int votes;
    private long lastHeard;
    private long silence = Simulation.NO_TIMER;
    private long heartbeat = Simulation.NO_TIMER;

    Voter(Ballot ballot, DatabaseNode node, int all) {
        this.ballot = ballot;
        this.node = node;
        this.heardAt = new long[all];
    }

    /** Returns the database node of this voter. */
    DatabaseNode node() {
        return node;
    }

    /** Returns whether the voter considers itself leader. */
    boolean leads() {
        return stand == Stand.LEADS;
    }

    /** Returns the current term of the voter. */
    long term() {
        return term;
    }

    /**
     * Makes this voter the initial leader.
     *
     * @param phaseNanos time until its first heartbeat
     */
    void begin(long phaseNanos) {
        term = 1;
        stand = Stand.LEADS;
        Arrays.fill(heardAt, ballot.now());
        heartbeat = ballot.simulation().after(phaseNanos, this, HEARTBEAT);
    }

    /** Starts the election timeout, in term 1 or later. */
    void listen() {
        term = Math.max(term, 1);
        lastHeard = ballot.now();
        listenFor(ballot.patienceNanos());
    }

    /** Handles the death of the process: the voter becomes a follower, without timers until the process runs again. */
    void died() {
        stand = Stand.FOLLOWS;
        crashed = true;
        cancel();
    }

    /** Handles the return of the node. After a death of its process, the election timeout starts again. */
    void returned() {
        if (crashed) {
            crashed = false;
            listen();
        }
    }

    private void cancel() {
        ballot.simulation().cancel(silence);
        ballot.simulation().cancel(heartbeat);
        silence = Simulation.NO_TIMER;
        heartbeat = Simulation.NO_TIMER;
    }

    private void listenFor(long nanos) {
        ballot.simulation().cancel(silence);
        silence = ballot.simulation().after(nanos, this, SILENCE);
    }

    @Override
    public void fire(int step) {
        if (node.host().isSuspended()) {
            node.host().defer(this, step);
        } else if (step == HEARTBEAT) {
            heartbeat = Simulation.NO_TIMER;
            long sent = term;
            node.afterFsync(() -> beatIn(sent));
        } else {
            silence = Simulation.NO_TIMER;
            startCandidacy();
        }
    }

    /** Sends the heartbeats of a term, unless the voter has lost its leadership or its process since. */
    private void beatIn(long begun) {
        if (term == begun && heartbeat == Simulation.NO_TIMER) {
            beat();
        }
    }

    private void beat() {
        if (stand != Stand.LEADS) {
            return;
        }
        if (ballot.fenced() && !heardByMajority()) {
            follow(term);
            return;
        }
        heartbeat = ballot.simulation().after(ballot.beatNanos(), this, HEARTBEAT);
        ballot.send(this, BallotMessage.Kind.HEARTBEAT);
    }

    /** Returns whether a majority has confirmed a heartbeat sent within the minimum election timeout. */
    private boolean heardByMajority() {
        int confirmations = 1;
        for (int other = 0; other < heardAt.length; other++) {
            confirmations += other != node.number() && heardAt[other] > ballot.now() - ballot.leastNanos() ? 1 : 0;
        }
        return 2 * confirmations > heardAt.length;
    }

    private void startCandidacy() {
        if (stand == Stand.LEADS || !ballot.mayLead(node)) {
            return;
        }
        stand = Stand.ASKS;
        term++;
        votedFor = node.number();
        votes = 1;
        ballot.stands(this, ballot.now() - lastHeard);
        listenFor(ballot.patienceNanos());
        ballot.send(this, BallotMessage.Kind.REQUEST);
        count();
    }

    private void count() {
        if (stand == Stand.ASKS && 2 * votes > heardAt.length) {
            stand = Stand.LEADS;
            ballot.simulation().cancel(silence);
            silence = Simulation.NO_TIMER;
            Arrays.fill(heardAt, ballot.now());
            ballot.won(this);
            beat();
        }
    }

    /** Becomes a follower in a term, without a leader or with another node as leader. */
    private void follow(long other) {
        boolean led = stand == Stand.LEADS;
        if (other > term) {
            term = other;
            votedFor = -1;
        }
        stand = Stand.FOLLOWS;
        if (led) {
            ballot.simulation().cancel(heartbeat);
            heartbeat = Simulation.NO_TIMER;
            ballot.steppedDown(this);
            listenFor(ballot.patienceNanos());
        }
    }

    /** Handles a message from another voter. */
    void hear(BallotMessage message) {
        if (message.term() > term) {
            follow(message.term());
        }
        switch (message.kind()) {
            case HEARTBEAT -> heartbeat(message);
            case CONFIRMATION -> {
                int from = message.from().node().number();
                heardAt[from] = Math.max(heardAt[from], message.about());
            }
            case REQUEST -> vote(message);
            case VOTE -> {
                if (stand == Stand.ASKS && message.term() == term && message.granted()) {
                    votes++;
                    count();
                }
            }
        }
    }

    private void heartbeat(BallotMessage message) {
        if (message.term() == term) {
            follow(term);
            lastHeard = ballot.now();
            listenFor(ballot.patienceNanos());
        }
        ballot.answer(this, message, BallotMessage.Kind.CONFIRMATION, message.term() == term);
    }

    private void vote(BallotMessage message) {
        int candidate = message.from().node().number();
        boolean granted = message.term() == term
                && (votedFor < 0 || votedFor == candidate)
                && stand != Stand.LEADS
                && message.about() >= node.received();
        if (granted) {
            votedFor = candidate;
            listenFor(ballot.patienceNanos());
        }
        ballot.answer(this, message, BallotMessage.Kind.VOTE, granted);
    }

    /** Returns the host of the node. */
    Host host() {
        return node.host();
    }
}
