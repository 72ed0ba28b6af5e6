package dev.brownout.host;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import java.util.ArrayDeque;
import java.util.function.LongConsumer;

/**
 * The connections of one machine to something that it calls. One is opened when all that are open are held, up to the
 * size of the pool, and stays open until the process dies; after that, who wants one waits for one that is given back,
 * first come first served. Opening takes no time, and is refused while all machines together have as many open as the
 * callee allows.
 */
public final class ConnectionPool implements Host.Resident {
    private final Simulation simulation;
    private final Host host;
    private final int size;
    private final long waitNanos;
    private final Ceiling ceiling;
    private final Counters counters;
    private final ArrayDeque<Lease> queue = new ArrayDeque<>();
    private int open;
    private int held;
    private int epoch;
    private long given;
    private long back;
    private long lost;

    /**
     * What is counted of it.
     *
     * @param held connections in use
     * @param open connections open, in use or not
     * @param waiting who waits for one
     * @param waited how long those waited who got one
     * @param timeouts those who waited for too long
     * @param refused those for whom none could be opened
     */
    public record Counters(
            Occupancy held,
            TimeWeighted open,
            TimeWeighted waiting,
            LatencyHistogram waited,
            Counter timeouts,
            Counter refused) {}

    /** Connections that all machines together may have open. */
    public static final class Ceiling {
        private final long most;
        private long open;

        /** So many. */
        public Ceiling(long most) {
            this.most = most;
        }

        private boolean opens() {
            if (open == most) {
                return false;
            }
            open++;
            return true;
        }
    }

    /** Who wants a connection. */
    public interface Claim {
        /** It has one, until {@link Lease#giveBack}. */
        void granted();

        /** It gets none. */
        void refused();
    }

    private enum State {
        WAITING,
        HELD,
        OVER
    }

    /**
     * Without connections yet.
     *
     * @param size connections at most, at least 1
     * @param waitNanos how long one waits for a connection at most
     * @param ceiling what is open to the same callee, for all machines
     */
    public ConnectionPool(
            Simulation simulation, Host host, int size, long waitNanos, Ceiling ceiling, Counters counters) {
        this.simulation = simulation;
        this.host = host;
        this.size = size;
        this.waitNanos = waitNanos;
        this.ceiling = ceiling;
        this.counters = counters;
        CapacityTracker.whileUp(simulation, host, counters.held, size);
        host.attach(this);
    }

    /** A claim on a connection, not made yet. */
    public Lease lease(Claim claim) {
        return new Lease(claim);
    }

    /** How often a connection was given to somebody. */
    public long given() {
        return given;
    }

    /** Where those are now: given back, held, or lost with a process. */
    public long accountedFor() {
        return back + held + lost;
    }

    /** Who waits for a connection. */
    public long waiting() {
        return queue.size();
    }

    /** Names the instants since when requests wait for a connection, in their order. */
    public void eachWaiting(LongConsumer since) {
        queue.forEach(lease -> since.accept(lease.since));
    }

    /** The time for which the first in line has waited, in nanoseconds; 0 where none waits. */
    public long oldestAgeNanos() {
        return queue.isEmpty() ? 0 : simulation.now() - queue.peek().since;
    }

    private boolean opens() {
        if (open == size || !ceiling.opens()) {
            return false;
        }
        open++;
        counters.open.add(simulation.now(), 1);
        return true;
    }

    private void hold(int change) {
        held += change;
        counters.held.add(simulation.now(), change);
    }

    @Override
    public void onCrash() {
        epoch++;
        lost += held;
        hold(-held);
        ceiling.open -= open;
        counters.open.add(simulation.now(), -open);
        open = 0;
        counters.waiting.add(simulation.now(), -queue.size());
        queue.clear();
    }

    /** The claim on one connection, and the connection while it is held. */
    public final class Lease {
        private final Claim claim;
        private final int begun = epoch;
        private final long since = simulation.now();
        private State state = State.OVER;
        private Trail trail;

        private Lease(Claim claim) {
            this.claim = claim;
        }

        /** Whether it is one of a pool's. */
        public boolean of(ConnectionPool pool) {
            return pool == ConnectionPool.this;
        }

        /** Asks for the connection; the claim is told, at once or later. */
        public void take() {
            if (held < open || opens()) {
                hold(1);
                give();
                claim.granted();
            } else if (open < size) {
                counters.refused.add(simulation.now());
                claim.refused();
            } else if (waitNanos == 0) {
                counters.timeouts.add(simulation.now());
                claim.refused();
            } else {
                state = State.WAITING;
                trail = simulation.trail();
                queue.add(this);
                counters.waiting.add(simulation.now(), 1);
                host.after(waitNanos, RequestPhase.WAITING, this::giveUp);
            }
        }

        /** Takes the claim back, where it still waits; whether it did. Nobody is told. */
        public boolean abandon() {
            if (state != State.WAITING || begun != epoch) {
                return false;
            }
            state = State.OVER;
            queue.remove(this);
            counters.waiting.add(simulation.now(), -1);
            return true;
        }

        /** Gives the connection back, where it is held and the process lives: it goes to whoever waits longest. */
        public void giveBack() {
            if (state != State.HELD || begun != epoch) {
                return;
            }
            state = State.OVER;
            back++;
            Lease next = queue.poll();
            if (next == null) {
                hold(-1);
                return;
            }
            counters.waiting.add(simulation.now(), -1);
            next.give();
            Trail own = simulation.trail();
            simulation.resume(next.trail, RequestPhase.WAITING);
            host.after(0, next.claim::granted);
            simulation.restore(own);
        }

        private void give() {
            state = State.HELD;
            given++;
            counters.waited.record(simulation.now(), simulation.now() - since);
        }

        private void giveUp() {
            if (abandon()) {
                counters.timeouts.add(simulation.now());
                claim.refused();
            }
        }
    }
}
