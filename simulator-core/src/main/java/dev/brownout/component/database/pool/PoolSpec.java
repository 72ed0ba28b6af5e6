package dev.brownout.component.database.pool;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import java.time.Duration;
import java.util.Optional;

/** Settings of the connection pools of the machines that call a database. */
@Doc("Connection pool of each node that calls the database.")
public record PoolSpec(
        @Doc("Pool size of each calling node. A connection is opened when all others are in use, and stays open.")
        @Default("10")
        @AtLeast(1)
        @AtMost(1_000_000)
        @DefaultSource("HikariCP: maximumPoolSize")
        int size,

        @Doc("Maximum waiting time for a connection; then the query is rejected.")
        @Default("30s")
        @DefaultSource("HikariCP: connectionTimeout")
        Duration max_wait,

        @Doc("Scope of holding a connection. A query inside parallel, or through a server's local cache, holds "
                + "its own connection until its response; so do callers without steps, such as caches.")
        @Default("request")
        @DefaultSource("our assumption: one transaction per request")
        ConnectionScope held,

        @Doc("Maximum number of open connections of all nodes together. Requests that would open another one are "
                + "rejected.")
        @Default("100")
        @NoneKeyword("unlimited")
        @AtLeast(1)
        @AtMost(1_000_000_000)
        @DefaultSource("PostgreSQL: max_connections; beyond it, the error too many clients already")
        Optional<Integer> max_connections,

        @Doc("Behaviour of the pool while the database accepts no connection; default: fail.")
        @DefaultSource("our assumption; HikariCP waits")
        Optional<ConnectFailure> connect_failure) {

    /** Rejects a pool that can never be filled, with an IllegalArgumentException. */
    public PoolSpec {
        if (max_connections.isPresent() && max_connections.get() < size) {
            throw new IllegalArgumentException("the pool size of a node must not exceed max_connections, "
                    + max_connections.get() + ": more connections could never be opened");
        }
    }
}
