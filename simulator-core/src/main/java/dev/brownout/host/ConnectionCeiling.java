package dev.brownout.host;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.service.DatabaseSession;

/** Limit of open connections to a callee, over all hosts. */
public final class ConnectionCeiling {
    private final long maximum;
    private final TimeWeighted total;
    private final Counter refused;
    private final boolean untilIdle;
    private long open;
    private long closing;

    /**
     * Creates a limit of the given number of connections.
     *
     * @param total open connections of all hosts
     * @param refused requests of all hosts for which no connection could be opened
     * @param untilIdle whether a connection that its client closes during a call counts until the callee has ended the
     *     call: a process of PostgreSQL notices the closed connection after its statement
     */
    public ConnectionCeiling(long most, TimeWeighted total, Counter refused, boolean untilIdle) {
        this.maximum = most;
        this.total = total;
        this.refused = refused;
        this.untilIdle = untilIdle;
    }

    /** Counts a request for which no connection could be opened. */
    void refuse(long now) {
        refused.add(now);
    }

    /** Opens a connection. Returns false if the limit is reached. */
    boolean opens(long now) {
        if (open == maximum) {
            return false;
        }
        change(now, 1);
        return true;
    }

    /** Returns whether a connection counts after its client closes it, as the callee works on a call over it. */
    boolean outlivesClient(DatabaseSession session) {
        return untilIdle && session != null && session.isWorking();
    }

    /** Closes a connection at the client. */
    void close(long now, DatabaseSession session) {
        if (!outlivesClient(session)) {
            change(now, -1);
            return;
        }
        closing++;
        session.whenIdle(idleAt -> {
            closing--;
            change(idleAt, -1);
        });
    }

    /** Returns the number of connections that count, at most the limit. */
    public long open() {
        return open;
    }

    /** Returns the number of connections that are closed at the client while the callee works on a call. */
    public long closing() {
        return closing;
    }

    /** Changes the number of open connections. */
    void change(long now, int connections) {
        open += connections;
        total.add(now, connections);
    }
}
