package dev.brownout.component.quorumstore;

import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import java.util.Arrays;

/**
 * A call at the node that coordinates it: as many of the copies that are asked must have answered as its quorum says,
 * and in time. Those that answer later are heard all the same.
 */
abstract class CoordinatedCall extends Event {
    private static final int[] NOBODY = {};
    private static final int NONE = -1;
    private static final int TIMEOUT = 0;
    private static final int LATE = 1;

    private final StoreCluster cluster;
    private final StoreNode coordinator;
    private final Request request;
    private final Reply caller;
    private final int needed;
    private final int incarnation;
    private int asked;
    private int[] absent;
    private int[] standIns;
    private int answers;
    private int failures;
    private boolean decided;
    private long timer;
    /** One more copy, which is asked when the others are late; {@link #NONE} for none. */
    private int spare = NONE;

    private long lateTimer = Simulation.NO_TIMER;

    /** Nobody is asked yet. */
    CoordinatedCall(StoreCluster cluster, StoreNode coordinator, Request request, Reply caller, int needed) {
        this.cluster = cluster;
        this.coordinator = coordinator;
        this.request = request;
        this.caller = caller;
        this.needed = needed;
        this.incarnation = coordinator.host().incarnation();
    }

    /** The nodes of the store. */
    final StoreCluster cluster() {
        return cluster;
    }

    /** The node that was called. */
    final StoreNode coordinator() {
        return coordinator;
    }

    /** What was asked of it. */
    final Request request() {
        return request;
    }

    /**
     * Asks the nodes of these numbers, at least as many as must answer.
     *
     * @param keepers those that keep the key, up or not
     */
    final void ask(int[] copies, int[] keepers) {
        ask(copies, keepers, copies);
    }

    /**
     * Asks some of the nodes that may be asked, at least as many as must answer.
     *
     * @param up those that may be asked
     * @param keepers those that keep the key, up or not
     * @param contacted those that are asked
     */
    final void ask(int[] up, int[] keepers, int[] contacted) {
        asked = contacted.length;
        absent = up == keepers ? NOBODY : without(keepers, up);
        standIns = up == keepers ? NOBODY : without(up, keepers);
        timer = cluster.wiring().simulation().after(cluster.spec().timeout().toNanos(), this, TIMEOUT);
        begin(contacted);
    }

    /** Asks one more copy after a time, unless it is decided by then. */
    final void askLater(int copy, long delayNanos) {
        spare = copy;
        lateTimer = cluster.wiring().simulation().after(delayNanos, this, LATE);
    }

    /** The copies that were asked are late, and one more is asked. */
    void late() {}

    /** Sends to those that are asked. */
    void begin(int[] copies) {
        for (int copy : copies) {
            send(copy);
        }
    }

    /** Sends to one of them. */
    final void send(int copy) {
        cluster.send(coordinator, message(copy));
    }

    private static int[] without(int[] some, int[] others) {
        return Arrays.stream(some)
                .filter(one -> Arrays.stream(others).noneMatch(other -> other == one))
                .toArray();
    }

    /** The nodes that keep the key and were not asked. */
    final int[] absent() {
        return absent;
    }

    /** Whether a node that was asked stands in for another. */
    final boolean standsIn(int node) {
        for (int one : standIns) {
            if (one == node) {
                return true;
            }
        }
        return false;
    }

    /** For whom a node stands in. */
    final int insteadOf(int node) {
        for (int i = 0; i < standIns.length; i++) {
            if (standIns[i] == node) {
                return absent[i];
            }
        }
        throw new IllegalStateException("node " + node + " stands in for nobody");
    }

    /** What is sent to a node. */
    abstract CopyMessage message(int copy);

    /** Enough have answered: what the caller hears. */
    abstract void enough(Reply answer);

    /** All that were asked have answered, or will not. */
    abstract void complete();

    /** One has answered, or will not. */
    final void heard(Outcome outcome) {
        if (outcome.good()) {
            answers++;
        } else {
            failures++;
        }
        if (!decided && answers == needed) {
            decide();
            enough(caller);
        } else if (!decided && failures > asked + (spare == NONE ? 0 : 1) - needed) {
            decide();
            caller.accept(Outcome.FAILED, cluster.wiring().number());
        }
        if (answers + failures == asked && spare == NONE) {
            complete();
        }
    }

    private void decide() {
        decided = true;
        cluster.wiring().simulation().cancel(timer);
        timer = Simulation.NO_TIMER;
        askNoMore();
    }

    private void askNoMore() {
        spare = NONE;
        cluster.wiring().simulation().cancel(lateTimer);
        lateTimer = Simulation.NO_TIMER;
    }

    /** Too few have answered in time, for this copy or for the caller. */
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
            int copy = spare;
            spare = NONE;
            lateTimer = Simulation.NO_TIMER;
            asked++;
            late();
            send(copy);
            return;
        }
        decided = true;
        timer = Simulation.NO_TIMER;
        askNoMore();
        caller.accept(Outcome.TIMED_OUT, cluster.wiring().number());
    }
}
