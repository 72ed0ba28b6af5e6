package dev.brownout.component.database.pooler;

import dev.brownout.spec.Doc;

/** Time for which a client connection keeps a server connection. */
public enum PoolMode {
    @Doc("From its first query until the client disconnects.")
    SESSION,
    @Doc("From the first query of a transaction to its end. A query outside of a transaction step is a transaction.")
    TRANSACTION,
    @Doc("From a query to its response. A transaction step is an error.")
    STATEMENT
}
