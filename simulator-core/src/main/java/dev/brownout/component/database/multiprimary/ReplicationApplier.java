package dev.brownout.component.database.multiprimary;

import dev.brownout.host.Task;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Applies what a node has received of the others, from each of them in order and from all in turn: each write is work
 * on the node's cores, in the same queue as what its callers want, begun no faster than the pace allows. What has been
 * received is on the disk; of what is not applied when the process dies the work is begun again.
 */
final class ReplicationApplier extends Event {
    private final PrimaryNode node;
    private final Simulation simulation;
    private final List<PrimaryNode> nodes;
    private final double cost;
    private final long intervalNanos;
    private final ArrayDeque<Application> begun = new ArrayDeque<>();
    private final long[] received;
    private final long[] released;
    private final long[] applied;
    private int turn;
    private long nextAt;
    private long timer = Simulation.NO_TIMER;

    /**
     * Nothing has come.
     *
     * @param nodes all of them, by their numbers
     * @param cost work of applying a write, as a ratio of its work where it was committed
     * @param intervalNanos time between the beginnings of two writes that are applied; 0 for no limit
     */
    ReplicationApplier(
            PrimaryNode node,
            Simulation simulation,
            List<PrimaryNode> nodes,
            int many,
            double cost,
            long intervalNanos) {
        this.node = node;
        this.simulation = simulation;
        this.nodes = nodes;
        this.cost = cost;
        this.intervalNanos = intervalNanos;
        this.received = new long[many];
        this.released = new long[many];
        this.applied = new long[many];
    }

    /** Position up to which it has received the log of a node. */
    long received(int of) {
        return received[of];
    }

    /** Position up to which it has applied the log of a node. */
    long applied(int of) {
        return applied[of];
    }

    /** The log of a node has arrived up to a position. */
    void receive(int of, long upTo) {
        if (upTo > received[of]) {
            received[of] = upTo;
            release();
        }
    }

    /** Begins the work on what has been received, as far as the pace allows. */
    void release() {
        while (timer == Simulation.NO_TIMER && node.running() && !node.host().isSuspended() && next()) {
            long now = simulation.now();
            if (intervalNanos > 0 && now < nextAt) {
                timer = simulation.at(nextAt, this, 0);
                return;
            }
            nextAt = now + intervalNanos;
            begin(nodes.get(turn).log().at(++released[turn]));
        }
    }

    /** Finds the next node of whose log something has been received. */
    private boolean next() {
        for (int i = 0; i < released.length; i++) {
            turn = (turn + 1) % released.length;
            if (released[turn] < received[turn]) {
                return true;
            }
        }
        return false;
    }

    private void begin(RowWrite write) {
        long work = StrictMath.round(write.workNanos * cost);
        Application application = new Application(write);
        begun.add(application);
        if (work > 0) {
            node.cores().enqueueUnbounded(application, work);
        } else {
            application.worked();
        }
    }

    @Override
    public void fire(int step) {
        timer = Simulation.NO_TIMER;
        if (node.host().isSuspended()) {
            node.host().defer(this, step);
        } else {
            release();
        }
    }

    /** The process is gone, and with it the work; what was applied is on the disk. */
    void died() {
        begun.clear();
        System.arraycopy(applied, 0, released, 0, applied.length);
    }

    private void advance() {
        while (!begun.isEmpty() && begun.peek().done) {
            RowWrite write = begun.poll().write;
            applied[write.origin]++;
            node.apply(write);
        }
    }

    /** A write that is being applied. */
    private final class Application extends Task {
        private final RowWrite write;
        private boolean done;

        Application(RowWrite write) {
            this.write = write;
        }

        @Override
        protected void worked() {
            done = true;
            advance();
        }
    }
}
