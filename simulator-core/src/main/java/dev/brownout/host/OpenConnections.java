package dev.brownout.host;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.DatabaseSession;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Number of open connections of a pool, within its size and the limit of the callee. */
public final class OpenConnections {
    private final Simulation simulation;
    private final int size;
    private final ConnectionCeiling ceiling;
    private final TimeWeighted level;
    private final Counter refused;
    private int open;
    /** Connections that are being opened. */
    private int reserved;
    /** Connections outside of the pool, each for a single call. */
    private final Set<DatabaseSession> separate = new LinkedHashSet<>();

    /**
     * Creates an empty pool.
     *
     * @param size maximum number of connections, at least 1
     */
    OpenConnections(Simulation simulation, int size, ConnectionCeiling ceiling, ConnectionCounters counters) {
        this.simulation = simulation;
        this.size = size;
        this.ceiling = ceiling;
        this.level = counters.open();
        this.refused = counters.refused();
    }

    int number() {
        return open;
    }

    /** Returns the number of connections within the limit of the callee. */
    public long countLimited() {
        return (long) open + reserved + separate.size();
    }

    /** Returns whether the pool has its maximum number of connections. */
    boolean isFull() {
        return open == size;
    }

    /** Reserves a connection within the limit of the callee. Returns whether there is one. */
    boolean reserve() {
        if (!ceiling.opens(simulation.now())) {
            return false;
        }
        reserved++;
        return true;
    }

    /** Returns a reserved connection that could not be opened. */
    void unreserve() {
        reserved--;
        ceiling.change(simulation.now(), -1);
    }

    /**
     * Opens a connection outside of the pool for a single call. Returns false, and counts a refused request, if the
     * limit of the callee is reached.
     */
    public boolean openSeparately(DatabaseSession session) {
        if (!ceiling.opens(simulation.now())) {
            refuse();
            return false;
        }
        separate.add(session);
        return true;
    }

    /** Closes a connection outside of the pool, at the client. */
    public void closeSeparate(DatabaseSession session) {
        if (separate.remove(session)) {
            ceiling.close(simulation.now(), session);
        }
    }

    /** Returns whether a connection counts after its client closes it, as the callee works on a call over it. */
    boolean outlivesClient(DatabaseSession session) {
        return ceiling.outlivesClient(session);
    }

    /** Adds a reserved connection to the pool. */
    void add() {
        reserved--;
        open++;
        level.add(simulation.now(), 1);
    }

    /** Opens a connection. Returns false if the pool is full or the limit of the callee is reached. */
    boolean isOpen() {
        boolean opens = !isFull() && reserve();
        if (opens) {
            add();
        }
        return opens;
    }

    /** Counts a request for which no connection could be opened. */
    void refuse() {
        refused.add(simulation.now());
        ceiling.refuse(simulation.now());
    }

    /** Closes the connection of a session, at the client. */
    void close(DatabaseSession session) {
        open--;
        ceiling.close(simulation.now(), session);
        level.add(simulation.now(), -1);
    }

    /** Closes all connections at the death of the process. */
    void closeAll(Collection<DatabaseSession> busy) {
        busy.forEach(this::close);
        List.copyOf(separate).forEach(this::closeSeparate);
        ceiling.change(simulation.now(), -open);
        level.add(simulation.now(), -open);
        open = 0;
    }
}
