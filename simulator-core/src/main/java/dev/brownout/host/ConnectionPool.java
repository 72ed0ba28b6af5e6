package dev.brownout.host;

import dev.brownout.instrument.Counter;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import dev.brownout.service.DatabaseSession;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Connection pool of one host for calls to one callee. A connection is opened when all open ones are in use, up to the
 * size of the pool, and stays open until the process dies. At the limit, requests wait for a released connection, first
 * come first served. Opening takes no time. It is refused while all hosts together have as many open connections as the
 * callee allows.
 */
public final class ConnectionPool implements Host.Resident {
    private final Simulation simulation;
    private final Host host;
    private final Settings settings;
    private final OpenConnections open;
    private final ConnectionCounters counters;
    private final ArrayDeque<Lease> queue = new ArrayDeque<>();
    /** Sessions of open connections without a holder. The number of such connections may be larger. */
    private final ArrayDeque<DatabaseSession> idle = new ArrayDeque<>();
    /** Sessions of held connections. */
    private final Set<DatabaseSession> busy = new LinkedHashSet<>();

    /** Creates the session of a new connection; {@code null} if no call needs sessions. */
    private Supplier<DatabaseSession> sessions;

    /** Opens connections again after failures; {@code null} if opening takes no time and never fails. */
    private ConnectionCreator creator;

    private int held;
    /** Connections among the held ones that are checked before their use. */
    private int checked;

    private int epoch;
    private long granted;
    private long back;
    private long lost;

    /**
     * Settings of a connection pool.
     *
     * @param size maximum number of connections, at least 1
     * @param waitNanos maximum waiting time for a connection, in ns
     * @param lasting whether a connection stays open after its release
     * @param keptByVisits whether a visit keeps its connection to its end, and not only for a call or a transaction
     * @param sendsSessions whether all calls carry the session of their connection, and not only those of transactions
     */
    public record Settings(int size, long waitNanos, boolean lasting, boolean keptByVisits, boolean sendsSessions) {}

    /** Callback of a request for a connection. */
    public interface Claim {
        /** Called when the request has a connection, which it keeps until {@link Lease#release}. */
        void onGranted();

        /** Called when the request gets no connection. */
        void onRefused();
    }

    private enum State {
        WAITING,
        CHECKING,
        HELD,
        CLOSED
    }

    /**
     * Creates a pool without open connections.
     *
     * @param ceiling limit of open connections to the same callee, shared by all hosts
     */
    public ConnectionPool(
            Simulation simulation,
            Host host,
            Settings settings,
            ConnectionCeiling ceiling,
            ConnectionCounters counters) {
        this.simulation = simulation;
        this.host = host;
        this.settings = settings;
        this.open = new OpenConnections(simulation, settings.size, ceiling, counters);
        this.counters = counters;
        CapacityTracker.whileUp(simulation, host, counters.held(), settings.size);
        host.attach(this);
    }

    /** Gives each connection a session, made by a factory. Must be called before the first grant. */
    public void withSessions(Supplier<DatabaseSession> factory) {
        sessions = factory;
    }

    /**
     * Makes requests wait while no connection can be opened. Connections are opened one at a time, with retries, and
     * are checked before their use if they were idle for a while. Needs {@link #withSessions}.
     *
     * @param dialer reaches the callee
     * @param failures counts failed attempts to open a connection
     */
    public void withRetries(ConnectionDialer dialer, Counter failures) {
        creator = new ConnectionCreator(this, simulation, host, dialer, failures);
    }

    /** Returns whether requests wait for a connection that could be opened. */
    boolean hasUnmetDemand() {
        return !queue.isEmpty() && !open.isFull();
    }

    /** Adds a reserved connection that is open now, and grants it to the request that has waited longest. */
    void onOpened() {
        open.add();
        changeUse(1);
        pass(sessions.get());
    }

    /** Grants a connection to the request that has waited longest, or makes it idle. */
    private void pass(DatabaseSession connection) {
        Lease next = queue.poll();
        if (next == null) {
            changeUse(-1);
            leaveIdle(connection);
            return;
        }
        counters.waiting().add(simulation.now(), -1);
        next.grant(connection);
        notify(next, next.claim::onGranted);
    }

    private void notify(Lease waiting, Runnable action) {
        Trail own = simulation.trail();
        simulation.resume(waiting.trail, RequestPhase.WAITING);
        host.schedule(0, action);
        simulation.restore(own);
    }

    /** Opens connections for waiting requests after one was closed. Refuses a request if none can be opened. */
    private void replace() {
        if (creator != null) {
            creator.create();
            return;
        }
        while (hasUnmetDemand()) {
            if (open.isOpen()) {
                changeUse(1);
                pass(null);
            } else {
                Lease next = queue.peek();
                next.abandon();
                open.refuse();
                notify(next, next.claim::onRefused);
            }
        }
    }

    private void leaveIdle(DatabaseSession connection) {
        if (!settings.lasting) {
            open.close(connection);
            connection.disconnect();
        } else if (connection != null && connection.isConnected()) {
            connection.idleSince(simulation.now());
            idle.push(connection);
        }
    }

    /** Returns whether all calls carry the session of their connection, and not only those of transactions. */
    public boolean sendsSessions() {
        return settings.sendsSessions;
    }

    /** Creates a request for a connection, not yet submitted. */
    public Lease lease(Claim claim) {
        return new Lease(claim);
    }

    /** Returns the number of granted connections. */
    public long grantedConnections() {
        return granted;
    }

    /** Returns the number of grants by state: released, in use, or lost with a process. Equals {@link #granted}. */
    public long accountedFor() {
        return back + held - checked + lost;
    }

    /** Returns the number of connections that are in use. */
    public long usedConnections() {
        return held;
    }

    /** Returns the number of requests that wait for a connection. */
    public long waiting() {
        return queue.size();
    }

    /** Passes the instant at which each waiting request began to wait, in ns, in queue order. */
    public void eachWaiting(LongConsumer since) {
        queue.forEach(lease -> since.accept(lease.startNanos));
    }

    /** Returns the waiting time of the first request in the queue, in ns; 0 if the queue is empty. */
    public long oldestAgeNanos() {
        return queue.isEmpty() ? 0 : simulation.now() - queue.peek().startNanos;
    }

    /** Returns the open connections. */
    public OpenConnections connections() {
        return open;
    }

    private void changeUse(int change) {
        held += change;
        counters.held().add(simulation.now(), change);
    }

    @Override
    public void onCrash() {
        epoch++;
        lost += held - checked;
        checked = 0;
        changeUse(-held);
        open.closeAll(busy);
        counters.waiting().add(simulation.now(), -queue.size());
        queue.clear();
        List<DatabaseSession> all = new ArrayList<>(idle);
        all.addAll(busy);
        idle.clear();
        busy.clear();
        all.forEach(DatabaseSession::disconnect);
        if (creator != null) {
            creator.onCrash();
        }
    }

    /** Request for one connection, and the connection while it is held. */
    public final class Lease {
        private final Claim claim;
        private final int started = epoch;
        private final long startNanos = simulation.now();
        private State state = State.CLOSED;
        private Trail trail;
        private DatabaseSession session;

        private Lease(Claim claim) {
            this.claim = claim;
        }

        /** Returns whether this lease belongs to a pool. */
        public boolean of(ConnectionPool pool) {
            return pool == ConnectionPool.this;
        }

        /** Returns the session of the connection; {@code null} before the first grant. */
        public DatabaseSession session() {
            return session;
        }

        /** Returns whether a visit keeps the connection to its end. */
        public boolean keptByVisit() {
            return settings.keptByVisits;
        }

        /** Requests the connection. The claim is notified, immediately or later. */
        public void acquire() {
            if (held < open.number()) {
                changeUse(1);
                DatabaseSession connection = idle.poll();
                if (creator != null && creator.needsCheck(connection)) {
                    check(connection);
                } else {
                    grant(connection);
                    claim.onGranted();
                }
            } else if (creator == null && open.isOpen()) {
                changeUse(1);
                grant(null);
                claim.onGranted();
            } else if (creator == null && !open.isFull()) {
                open.refuse();
                claim.onRefused();
            } else if (settings.waitNanos == 0) {
                counters.timeouts().add(simulation.now());
                claim.onRefused();
            } else {
                await();
            }
        }

        private void await() {
            state = State.WAITING;
            trail = simulation.trail();
            queue.add(this);
            counters.waiting().add(simulation.now(), 1);
            host.schedule(settings.waitNanos, RequestPhase.WAITING, this::withdraw);
            if (creator != null) {
                creator.create();
            }
        }

        private void check(DatabaseSession connection) {
            state = State.CHECKING;
            checked++;
            creator.check(usable -> {
                checked--;
                if (!usable) {
                    connection.disconnect();
                    changeUse(-1);
                    open.close(connection);
                }
                if (state != State.CHECKING) {
                    if (usable) {
                        pass(connection);
                    }
                } else if (usable) {
                    grant(connection);
                    claim.onGranted();
                } else {
                    state = State.CLOSED;
                    acquire();
                }
            });
        }

        /** Cancels the request if it still waits, without notifying the claim. Returns whether it was waiting. */
        public boolean abandon() {
            if (state == State.CHECKING && started == epoch) {
                state = State.CLOSED;
                return true;
            }
            if (state != State.WAITING || started != epoch) {
                return false;
            }
            state = State.CLOSED;
            queue.remove(this);
            counters.waiting().add(simulation.now(), -1);
            return true;
        }

        /**
         * Releases the connection if it is held and the process still runs. It goes to the request that has waited
         * longest. A connection is closed instead if the callee still works on a call that its caller has given up.
         */
        public void release() {
            if (state != State.HELD || started != epoch) {
                return;
            }
            state = State.CLOSED;
            back++;
            if (session != null) {
                busy.remove(session);
            }
            if (open.outlivesClient(session) || creator != null && !session.isConnected()) {
                changeUse(-1);
                open.close(session);
                session.disconnect();
                replace();
            } else {
                pass(session);
            }
        }

        /** Grants a connection. A lost connection is replaced by a new one. */
        private void grant(DatabaseSession connection) {
            state = State.HELD;
            granted++;
            if (sessions != null) {
                session = connection != null && connection.isConnected() ? connection : sessions.get();
                busy.add(session);
            }
            counters.waited().record(simulation.now(), simulation.now() - startNanos);
        }

        private void withdraw() {
            if (abandon()) {
                counters.timeouts().add(simulation.now());
                claim.onRefused();
            }
        }
    }
}
