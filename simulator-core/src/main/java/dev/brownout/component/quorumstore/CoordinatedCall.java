package dev.brownout.component.quorumstore;

import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import java.util.Arrays;

/**
 * State of one call at its coordinator. The call succeeds when a quorum of the contacted replicas has responded before
 * the timeout. Later responses are still processed.
 */
abstract class CoordinatedCall extends Event {
    private static final int[] NO_NODES = {};
    private static final int NONE = -1;
    private static final int TIMEOUT = 0;
    private static final int LATE = 1;

    private final StoreCluster cluster;
    private final StoreNode coordinator;
    private final Request request;
    private final Reply caller;
    private final int needed;
    private final int incarnation;
    private int contactedCount;
    private int[] absent;
    private int[] substitutes;
    private int answers;
    private int failures;
    private boolean decided;
    private long timer;
    /** Number of the replica for a speculative retry; {@link #NONE} for none. */
    private int speculativeReplica = NONE;

    private long lateTimer = Simulation.NO_TIMER;

    /**
     * Creates a call that has not contacted any replica yet.
     *
     * @param needed quorum size
     */
    CoordinatedCall(StoreCluster cluster, StoreNode coordinator, Request request, Reply caller, int needed) {
        this.cluster = cluster;
        this.coordinator = coordinator;
        this.request = request;
        this.caller = caller;
        this.needed = needed;
        this.incarnation = coordinator.host().incarnation();
    }

    /** Returns the nodes of the store. */
    final StoreCluster cluster() {
        return cluster;
    }

    /** Returns the node that coordinates this call. */
    final StoreNode coordinator() {
        return coordinator;
    }

    /** Returns the request of the client. */
    final Request request() {
        return request;
    }

    /**
     * Contacts all given nodes.
     *
     * @param copies numbers of the nodes, at least as many as the quorum
     * @param replicas replicas of the key, up or not
     */
    final void send(int[] copies, int[] replicas) {
        sendTo(copies, replicas, copies);
    }

    /**
     * Contacts some of the available nodes.
     *
     * @param up nodes that may be contacted
     * @param replicas replicas of the key, up or not
     * @param contacted nodes that are contacted, at least as many as the quorum
     */
    final void sendTo(int[] up, int[] replicas, int[] contacted) {
        contactedCount = contacted.length;
        absent = up == replicas ? NO_NODES : excluding(replicas, up);
        substitutes = up == replicas ? NO_NODES : excluding(up, replicas);
        timer = cluster.wiring()
                .simulation()
                .scheduleAfter(cluster.spec().timeout().toNanos(), this, TIMEOUT);
        begin(contacted);
    }

    /**
     * Schedules a speculative retry. It is cancelled if the call is decided earlier.
     *
     * @param copy number of the additional replica
     * @param delayNanos delay, in ns
     */
    final void scheduleRetry(int copy, long delayNanos) {
        speculativeReplica = copy;
        lateTimer = cluster.wiring().simulation().scheduleAfter(delayNanos, this, LATE);
    }

    /** Called when the responses are late, before the speculative retry is sent. */
    void onSpeculation() {}

    /** Sends the first messages to the contacted replicas. */
    void begin(int[] copies) {
        for (int copy : copies) {
            send(copy);
        }
    }

    /** Sends the message for one replica. */
    final void send(int copy) {
        cluster.send(coordinator, message(copy));
    }

    private static int[] excluding(int[] nodes, int[] excluded) {
        return Arrays.stream(nodes)
                .filter(node -> Arrays.stream(excluded).noneMatch(excludedNode -> excludedNode == node))
                .toArray();
    }

    /** Returns the replicas of the key that were not contacted because they are considered down. */
    final int[] absent() {
        return absent;
    }

    /** Returns whether a contacted node is a substitute for a replica that is down. */
    final boolean isSubstitute(int node) {
        for (int substitute : substitutes) {
            if (substitute == node) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the replica that a substitute node replaces.
     *
     * @throws IllegalStateException if the node is not a substitute
     */
    final int insteadOf(int node) {
        for (int i = 0; i < substitutes.length; i++) {
            if (substitutes[i] == node) {
                return absent[i];
            }
        }
        throw new IllegalStateException("node " + node + " is not a stand-in");
    }

    /** Creates the message for a replica. */
    abstract CopyMessage message(int copy);

    /**
     * Called when the quorum has responded. Responds to the client.
     *
     * @param answer callback of the client
     */
    abstract void onQuorum(Reply answer);

    /** Called when all contacted replicas have responded or failed. */
    abstract void complete();

    /** Processes the response or failure of one replica. */
    final void onReplicaResult(Outcome outcome) {
        if (outcome.good()) {
            answers++;
        } else {
            failures++;
        }
        if (!decided && answers == needed) {
            decide();
            onQuorum(caller);
        } else if (!decided && failures > contactedCount + (speculativeReplica == NONE ? 0 : 1) - needed) {
            decide();
            caller.accept(Outcome.FAILED, cluster.wiring().number());
        }
        if (answers + failures == contactedCount && speculativeReplica == NONE) {
            complete();
        }
    }

    private void decide() {
        decided = true;
        cluster.wiring().simulation().cancel(timer);
        timer = Simulation.NO_TIMER;
        cancelSpeculation();
    }

    private void cancelSpeculation() {
        speculativeReplica = NONE;
        cluster.wiring().simulation().cancel(lateTimer);
        lateTimer = Simulation.NO_TIMER;
    }

    /** Handles the delay of the speculative retry and the timeout of the call. A suspended coordinator defers both. */
    @Override
    public final void fire(int step) {
        if (coordinator.host().incarnation() != incarnation || decided) {
            return;
        }
        if (coordinator.host().isSuspended()) {
            coordinator.host().defer(this, step);
            return;
        }
        if (step == LATE) {
            int copy = speculativeReplica;
            speculativeReplica = NONE;
            lateTimer = Simulation.NO_TIMER;
            contactedCount++;
            onSpeculation();
            send(copy);
            return;
        }
        decided = true;
        timer = Simulation.NO_TIMER;
        cancelSpeculation();
        caller.accept(Outcome.TIMED_OUT, cluster.wiring().number());
    }
}
