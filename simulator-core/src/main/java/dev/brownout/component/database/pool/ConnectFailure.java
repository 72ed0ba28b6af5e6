package dev.brownout.component.database.pool;

import dev.brownout.spec.Doc;

/** Behaviour of a pool while the database accepts no connection. */
public enum ConnectFailure {
    @Doc("Connections open without delay, and queries fail.")
    FAIL,
    @Doc("A call without a response closes its connection. Requests wait, up to max_wait, while the pool tries to open"
            + " one connection at a time, with pauses of 10 ms that double up to 5 s. Opening takes a round trip, and a"
            + " connection that was idle for over 500 ms is checked by one before its use.")
    WAIT
}
