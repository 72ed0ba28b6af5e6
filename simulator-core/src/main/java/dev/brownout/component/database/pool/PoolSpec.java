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
@Doc("The connections through which each machine calls a database.")
public record PoolSpec(
        @Doc("Connections of each machine that calls. One is opened when all others are held, and stays open.")
        @Default("10")
        @AtLeast(1)
        @AtMost(1_000_000)
        @DefaultSource("HikariCP: maximumPoolSize")
        int size,

        @Doc("How long one waits for a connection; then the query is rejected.")
        @Default("30s")
        @DefaultSource("HikariCP: connectionTimeout")
        Duration max_wait,

        @Doc("For how long a connection is taken. A query inside parallel, or through a server's own cache, takes one "
                + "of its own until its answer, and so do tiers that take no steps, such as caches.")
        @Default("request")
        @DefaultSource("as in a transaction for each request; no authority")
        ConnectionScope held,

        @Doc("Connections that all machines together may have open; beyond it, who needs a new one is rejected.")
        @Default("100")
        @NoneKeyword("unlimited")
        @AtLeast(1)
        @AtMost(1_000_000_000)
        @DefaultSource("PostgreSQL: max_connections; beyond it, too many clients already")
        Optional<Integer> max_connections) {

    /** Rejects a pool that can never be filled, with an IllegalArgumentException. */
    public PoolSpec {
        if (max_connections.isPresent() && max_connections.get() < size) {
            throw new IllegalArgumentException("the size of one machine's pool is at most max_connections, "
                    + max_connections.get() + ": the rest could never be opened");
        }
    }
}
