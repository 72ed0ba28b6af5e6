package dev.brownout.component.database.pool;

import dev.brownout.host.ConnectionPool;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spi.component.ConnectionHandling.Connections;
import java.time.Duration;

/** Connection pools of the nodes that call a database or a pooler. */
@Doc("Connection pool of each calling node.")
public record CallerPool(
        @Doc("Pool size of each calling node. A connection is opened when all others are in use, and stays open.")
        @Default("10")
        @AtLeast(1)
        @AtMost(1_000_000)
        @DefaultSource("HikariCP: maximumPoolSize")
        int size,

        @Doc("Maximum waiting time for a connection; then the query is rejected.")
        @Default("30s")
        @DefaultSource("HikariCP: connectionTimeout")
        Duration maxWait,

        @Doc("Scope of holding a connection. A transaction step holds it to its end. A query inside parallel, or "
                + "through a server's local cache, holds its own connection until its response; so do callers without "
                + "steps, such as caches.")
        @Default("request")
        @DefaultSource("our assumption: one transaction per request")
        ConnectionScope held) {

    /** Returns whether a request holds its connection until it leaves the node. */
    public boolean heldByRequest() {
        return held == ConnectionScope.REQUEST;
    }

    /** Returns the settings of the pool of a calling node. All calls carry the session of their connection. */
    public ConnectionPool.Settings settings() {
        return new ConnectionPool.Settings(size, maxWait.toNanos(), true, heldByRequest(), true);
    }

    /**
     * Returns the limits of the pools for the analytical model.
     *
     * @param most maximum number of open connections of all nodes together; {@code Integer.MAX_VALUE} for no limit
     */
    public Connections connections(int most) {
        return new Connections(size, most, heldByRequest());
    }
}
