package dev.brownout.host;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;

/** Limit of open connections to a callee, over all hosts. */
public final class ConnectionCeiling {
    private final long most;
    private final TimeWeighted total;
    private final Counter refused;
    private long open;

    /**
     * Creates a limit of the given number of connections.
     *
     * @param total open connections of all hosts
     * @param refused requests of all hosts for which no connection could be opened
     */
    public ConnectionCeiling(long most, TimeWeighted total, Counter refused) {
        this.most = most;
        this.total = total;
        this.refused = refused;
    }

    /** Counts a request for which no connection could be opened. */
    void refuse(long now) {
        refused.add(now);
    }

    /** Opens a connection. Returns false if the limit is reached. */
    boolean opens(long now) {
        if (open == most) {
            return false;
        }
        change(now, 1);
        return true;
    }

    /** Changes the number of open connections. */
    void change(long now, int connections) {
        open += connections;
        total.add(now, connections);
    }
}
