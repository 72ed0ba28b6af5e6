package dev.brownout.component.database.node;

import dev.brownout.component.database.log.Log;
import dev.brownout.host.Task;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import java.util.ArrayDeque;

/**
 * Applies what a replica has received: each write is work on the replica's cores, in the same queue as its reads, begun
 * no faster than the pace allows. Writes become visible in the order of the log.
 */
final class Applier extends Event {
    private final DatabaseNode node;
    private final Simulation simulation;
    private final Log log;
    private final double cost;
    private final long intervalNanos;
    private final ArrayDeque<Application> begun = new ArrayDeque<>();
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

    /** Position up to which all writes are visible. */
    long applied() {
        return applied;
    }

    /** Position up to which the work has been begun. */
    long released() {
        return released;
    }

    /** Begins the work on what has been received, as far as the pace allows. */
    void release() {
        while (timer == Simulation.NO_TIMER && released < node.received() && node.follows()) {
            long now = simulation.now();
            if (intervalNanos > 0 && now < nextAt) {
                timer = simulation.at(nextAt, this, 0);
                return;
            }
            nextAt = now + intervalNanos;
            begin(++released);
        }
    }

    private void begin(long position) {
        long work = StrictMath.round(log.workNanos(position) * cost);
        Application application = new Application(position);
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

    /** All up to a position is visible, nothing beyond is begun. */
    void reset(long position) {
        begun.clear();
        applied = position;
        released = position;
    }

    /** The process is gone, and with it the work; what was applied is on disk. */
    void died() {
        reset(applied);
    }

    private void advance() {
        boolean moved = false;
        while (!begun.isEmpty() && begun.peek().done) {
            applied = begun.poll().position;
            moved = true;
        }
        if (moved) {
            node.advanced();
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
        protected void worked() {
            done = true;
            advance();
        }
    }
}
