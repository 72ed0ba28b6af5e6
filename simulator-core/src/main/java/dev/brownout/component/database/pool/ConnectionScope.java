package dev.brownout.component.database.pool;

import dev.brownout.spec.Doc;

/** Duration for which a connection is taken from its pool. */
public enum ConnectionScope {
    @Doc("From the first query of a request on a node until the request leaves the node.")
    REQUEST,
    @Doc("From a query to its response.")
    CALL
}
