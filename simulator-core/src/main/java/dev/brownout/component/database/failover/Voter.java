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
        CANDIDATE,
        LEADS
    }

    private final Ballot ballot;
    private final DatabaseNode node;
    private final long[] contactTimes;
    private Stand state = Stand.FOLLOWS;
    private long term;
    private boolean crashed;
    private int votedFor = -1;
    private int votes;
    private long lastContact;
    private long silence = Simulation.NO_TIMER;
    private long heartbeat = Simulation.NO_TIMER;

    Voter(Ballot ballot, DatabaseNode node, int all) {
        this.ballot = ballot;
        this.node = node;
        this.contactTimes = new long[all];
    }

    /** Returns the database node of this voter. */
    DatabaseNode node() {
        return node;
    }

    /** Returns whether the voter considers itself leader. */
    boolean leads() {
        return state == Stand.LEADS;
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
        state = Stand.LEADS;
        Arrays.fill(contactTimes, ballot.currentNanos());
        heartbeat = ballot.simulation().scheduleAfter(phaseNanos, this, HEARTBEAT);
    }

    /** Starts the election timeout, in term 1 or later. */
    void listen() {
        term = Math.max(term, 1);
        lastContact = ballot.currentNanos();
        listenFor(ballot.patienceNanos());
    }

    /** Handles the death of the process: the voter becomes a follower, without timers until the process runs again. */
    void onDied() {
        state = Stand.FOLLOWS;
        crashed = true;
        cancel();
    }

    /** Handles the return of the node. After a death of its process, the election timeout starts again. */
    void onReturned() {
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
        silence = ballot.simulation().scheduleAfter(nanos, this, SILENCE);
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
    private void beatIn(long startedAt) {
        if (term == startedAt && heartbeat == Simulation.NO_TIMER) {
            beat();
        }
    }

    private void beat() {
        if (state != Stand.LEADS) {
            return;
        }
        if (ballot.isFenced() && !hasMajorityContact()) {
            follow(term);
            return;
        }
        heartbeat = ballot.simulation().scheduleAfter(ballot.beatNanos(), this, HEARTBEAT);
        ballot.send(this, BallotMessage.Kind.HEARTBEAT);
    }

    /** Returns whether a majority has confirmed a heartbeat sent within the minimum election timeout. */
    private boolean hasMajorityContact() {
        int confirmations = 1;
        for (int other = 0; other < contactTimes.length; other++) {
            confirmations +=
                    other != node.number() && contactTimes[other] > ballot.currentNanos() - ballot.leastNanos() ? 1 : 0;
        }
        return 2 * confirmations > contactTimes.length;
    }

    private void startCandidacy() {
        if (state == Stand.LEADS || !ballot.mayLead(node)) {
            return;
        }
        state = Stand.CANDIDATE;
        term++;
        votedFor = node.number();
        votes = 1;
        ballot.recordCandidacy(this, ballot.currentNanos() - lastContact);
        listenFor(ballot.patienceNanos());
        ballot.send(this, BallotMessage.Kind.REQUEST);
        count();
    }

    private void count() {
        if (state == Stand.CANDIDATE && 2 * votes > contactTimes.length) {
            state = Stand.LEADS;
            ballot.simulation().cancel(silence);
            silence = Simulation.NO_TIMER;
            Arrays.fill(contactTimes, ballot.currentNanos());
            ballot.won(this);
            beat();
        }
    }

    /** Becomes a follower in a term, without a leader or with another node as leader. */
    private void follow(long other) {
        boolean led = state == Stand.LEADS;
        if (other > term) {
            term = other;
            votedFor = -1;
        }
        state = Stand.FOLLOWS;
        if (led) {
            ballot.simulation().cancel(heartbeat);
            heartbeat = Simulation.NO_TIMER;
            ballot.steppedDown(this);
            listenFor(ballot.patienceNanos());
        }
    }

    /** Handles a message from another voter. */
    void onMessage(BallotMessage message) {
        if (message.term() > term) {
            follow(message.term());
        }
        switch (message.kind()) {
            case HEARTBEAT -> heartbeat(message);
            case CONFIRMATION -> {
                int from = message.from().node().number();
                contactTimes[from] = Math.max(contactTimes[from], message.about());
            }
            case REQUEST -> vote(message);
            case VOTE -> {
                if (state == Stand.CANDIDATE && message.term() == term && message.granted()) {
                    votes++;
                    count();
                }
            }
        }
    }

    private void heartbeat(BallotMessage message) {
        if (message.term() == term) {
            follow(term);
            lastContact = ballot.currentNanos();
            listenFor(ballot.patienceNanos());
        }
        ballot.answer(this, message, BallotMessage.Kind.CONFIRMATION, message.term() == term);
    }

    private void vote(BallotMessage message) {
        int candidate = message.from().node().number();
        boolean granted = message.term() == term
                && (votedFor < 0 || votedFor == candidate)
                && state != Stand.LEADS
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
