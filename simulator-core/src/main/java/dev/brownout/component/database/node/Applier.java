package dev.brownout.component.database.node;

import dev.brownout.component.database.log.Log;
import dev.brownout.host.Task;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import java.util.ArrayDeque;

/**
 * Applies the received log on a replica. Each write is work on the cores of the replica, in the same queue as its
 * reads, and starts no faster than the apply rate. Writes become visible in log order.
 */
final class Applier extends Event {
    private final DatabaseNode node;
    private final Simulation simulation;
    private final Log log;
    private final double cost;
    private final long intervalNanos;
    private final ArrayDeque<Application> startedWrites = new ArrayDeque<>();
    private long released;
    private long applied;
    private long nextAt;
    private long timer = Simulation.NO_TIMER;

    Applier(DatabaseNode node, Simulation simulation, Log log, DatabaseNode.Equipment equipment) {
        this.node = node;
        this.simulation = simulation;
        this.log = log;
        this.cost = equipment.applyCost();
        this.intervalNanos = equipment.applyIntervalNanos();
    }

    /** Returns the position through which all writes are visible. */
    long appliedPosition() {
        return applied;
    }

    /** Returns the position through which work has started. */
    long released() {
        return released;
    }

    /** Starts the work on received writes, as far as the apply rate allows. */
    void release() {
        while (timer == Simulation.NO_TIMER && released < node.received() && node.follows()) {
            long now = simulation.now();
            if (intervalNanos > 0 && now < nextAt) {
                timer = simulation.scheduleAt(nextAt, this, 0);
                return;
            }
            nextAt = now + intervalNanos;
            begin(++released);
        }
    }

    private void begin(long position) {
        long work = Math.round(log.workNanos(position) * cost);
        Application application = new Application(position);
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

    /** Makes all writes through a position visible and drops the work on later ones. */
    void reset(long position) {
        startedWrites.clear();
        applied = position;
        released = position;
    }

    /** Drops the work in progress after a crash. Applied writes are on disk. */
    void onDied() {
        reset(applied);
    }

    private void advance() {
        boolean moved = false;
        while (!startedWrites.isEmpty() && startedWrites.peek().done) {
            applied = startedWrites.poll().position;
            moved = true;
        }
        if (moved) {
            node.onAdvanced();
        }
    }

    /** A write that is being applied. */
    private final class Application extends Task {
        private final long position;
        private boolean done;

        Application(long position) {
            this.position = position;
        }

        @Override
        protected void onWorked() {
            done = true;
            advance();
        }
    }
}
