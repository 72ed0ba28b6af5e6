package dev.brownout.component.database.pool;

import dev.brownout.host.ConnectionPool;
import dev.brownout.host.Host;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.OverdueWaits;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spi.ComponentContext;
import java.util.List;

/** Audit of a connection pool: its grants, and the requests that still wait for a connection at the end of the run. */
public final class ConnectionPoolAudit {
    private ConnectionPoolAudit() {}

    /** Registers the audit of the pool of a calling host. */
    public static void register(
            ComponentContext context, Host caller, ConnectionPool pool, ConnectionPoolMetrics metrics) {
        registerWaits(context, pool, metrics.poolQueue(), metrics.poolWait());
        String name = caller.processes().fullName();
        context.audit()
                .identity(
                        ", pool of " + name + ": connections acquired = released + held + lost with a process",
                        pool::grantedConnections,
                        pool::accountedFor);
        context.audit().reportMemoryUse("requests that wait for connections of " + name, 250, pool::waiting);
    }

    /**
     * Registers the requests that wait for a connection.
     *
     * @param queue number of waiting requests
     * @param wait waiting times
     */
    public static void registerWaits(
            ComponentContext context, ConnectionPool pool, TimeWeighted queue, LatencyHistogram wait) {
        context.audit()
                .overdue(new OverdueWaits(
                                context.grid(),
                                List.of(wait),
                                List.of(),
                                waits -> pool.eachWaiting(since -> waits.open(since, 1)))
                        .inOrder(queue, pool::oldestAgeNanos)
                        .atTheirEnd()
                        .givenUp());
    }
}
