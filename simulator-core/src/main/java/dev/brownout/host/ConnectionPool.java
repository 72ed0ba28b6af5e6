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
 * Connection pool of one host for calls to one callee. A connection is opened when all open ones are in use, up to the
 * size of the pool, and stays open until the process dies. At the limit, requests wait for a released connection, first
 * come first served. Opening takes no time. It is refused while all hosts together have as many open connections as the
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
     * Metrics of a connection pool.
     *
     * @param held connections in use
     * @param open connections open, in use or idle
     * @param waiting requests that wait for a connection
     * @param waited waiting times of the requests that got a connection
     * @param timeouts requests that timed out while waiting
     * @param refused requests for which no connection could be opened
     */
    public record Counters(
            Occupancy held,
            TimeWeighted open,
            TimeWeighted waiting,
            LatencyHistogram waited,
            Counter timeouts,
            Counter refused) {}

    /** Limit of open connections to a callee, over all hosts. */
    public static final class Ceiling {
        private final long most;
        private long open;

        /** Creates a limit of the given number of connections. */
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

    /** Callback of a request for a connection. */
    public interface Claim {
        /** Called when the request has a connection, which it keeps until {@link Lease#giveBack}. */
        void granted();

        /** Called when the request gets no connection. */
        void refused();
    }

    private enum State {
        WAITING,
        HELD,
        OVER
    }

    /**
     * Creates a pool without open connections.
     *
     * @param size maximum number of connections, at least 1
     * @param waitNanos maximum waiting time for a connection, in ns
     * @param ceiling limit of open connections to the same callee, shared by all hosts
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

    /** Creates a request for a connection, not yet submitted. */
    public Lease lease(Claim claim) {
        return new Lease(claim);
    }

    /** Returns how often a connection was granted. */
    public long given() {
        return given;
    }

    /** Returns the number of grants by state: released, in use, or lost with a process. Equals {@link #given}. */
    public long accountedFor() {
        return back + held + lost;
    }

    /** Returns the number of requests that wait for a connection. */
    public long waiting() {
        return queue.size();
    }

    /** Passes the instant at which each waiting request began to wait, in ns, in queue order. */
    public void eachWaiting(LongConsumer since) {
        queue.forEach(lease -> since.accept(lease.since));
    }

    /** Returns the waiting time of the first request in the queue, in ns; 0 if the queue is empty. */
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

    /** Request for one connection, and the connection while it is held. */
    public final class Lease {
        private final Claim claim;
        private final int begun = epoch;
        private final long since = simulation.now();
        private State state = State.OVER;
        private Trail trail;

        private Lease(Claim claim) {
            this.claim = claim;
        }

        /** Returns whether this lease belongs to a pool. */
        public boolean of(ConnectionPool pool) {
            return pool == ConnectionPool.this;
        }

        /** Requests the connection. The claim is notified, immediately or later. */
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

        /** Cancels the request if it still waits, without notifying the claim. Returns whether it was waiting. */
        public boolean abandon() {
            if (state != State.WAITING || begun != epoch) {
                return false;
            }
            state = State.OVER;
            queue.remove(this);
            counters.waiting.add(simulation.now(), -1);
            return true;
        }

        /**
         * Releases the connection if it is held and the process still runs. It goes to the request that has waited
         * longest.
         */
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
