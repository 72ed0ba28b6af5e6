package dev.brownout.component.database.pool;

import dev.brownout.spec.Doc;

/** Duration for which a connection is taken from its pool. */
public enum ConnectionScope {
    @Doc("From the first query of a request's visit to a server to the end of that visit, whatever else it does.")
    REQUEST,
    @Doc("From a query to its answer.")
    CALL
}
