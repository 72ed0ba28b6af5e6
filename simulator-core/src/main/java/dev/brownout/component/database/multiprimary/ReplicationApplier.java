package dev.brownout.component.database.multiprimary;

import dev.brownout.host.Task;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Applies the writes that a node has received from its peers: in order for each peer, and round-robin among them. Each
 * write is work on the cores of the node, in the same queue as client calls. The start rate is limited by the apply
 * rate. Received writes are on disk. If the process dies, the work of writes that are not applied yet starts again.
 */
final class ReplicationApplier extends Event {
    private final PrimaryNode node;
    private final Simulation simulation;
    private final List<PrimaryNode> nodes;
    private final double cost;
    private final long intervalNanos;
    private final ArrayDeque<Application> startedWrites = new ArrayDeque<>();
    private final long[] received;
    private final long[] released;
    private final long[] applied;
    private int turn;
    private long nextAt;
    private long timer = Simulation.NO_TIMER;

    /**
     * Creates an applier without received writes.
     *
     * @param nodes list of all nodes by number
     * @param many number of nodes
     * @param cost work of applying a write, as a ratio of its work on the origin node
     * @param intervalNanos time between the starts of two applied writes; 0 for no limit
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

    /** Returns the position up to which the log of a node has been received. */
    long received(int of) {
        return received[of];
    }

    /** Returns the position up to which the log of a node has been applied. */
    long appliedPosition(int of) {
        return applied[of];
    }

    /** Records that the log of a node has arrived up to a position. */
    void receive(int of, long upTo) {
        if (upTo > received[of]) {
            received[of] = upTo;
            release();
        }
    }

    /** Starts the work of received writes, as far as the apply rate allows. */
    void release() {
        while (timer == Simulation.NO_TIMER && node.isRunning() && !node.host().isSuspended() && next()) {
            long now = simulation.now();
            if (intervalNanos > 0 && now < nextAt) {
                timer = simulation.scheduleAt(nextAt, this, 0);
                return;
            }
            nextAt = now + intervalNanos;
            begin(nodes.get(turn).log().writeAt(++released[turn]));
        }
    }

    /** Advances to the next node with received writes that are not started; returns false if there is none. */
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
        long work = Math.round(write.workNanos * cost);
        Application application = new Application(write);
        startedWrites.add(application);
        if (work > 0) {
            node.cores().enqueueUnbounded(application, work);
        } else {
            application.onWorked();
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

    /** Discards the work in progress when the process dies. Applied writes are on disk. */
    void onDied() {
        startedWrites.clear();
        System.arraycopy(applied, 0, released, 0, applied.length);
    }

    private void advance() {
        while (!startedWrites.isEmpty() && startedWrites.peek().done) {
            RowWrite write = startedWrites.poll().write;
            applied[write.origin]++;
            node.apply(write);
        }
    }

    /** Write that is being applied. */
    private final class Application extends Task {
        private final RowWrite write;
        private boolean done;

        Application(RowWrite write) {
            this.write = write;
        }

        @Override
        protected void onWorked() {
            done = true;
            advance();
        }
    }
}
