package dev.brownout.component.database;

import dev.brownout.host.ConnectionCeiling;
import dev.brownout.host.ConnectionCounters;
import dev.brownout.host.ConnectionPool;
import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.service.DatabaseSession;
import dev.brownout.service.Service;
import dev.brownout.spi.ComponentContext;

/** Connections of the transactions on a calling host that has no connection pool. */
final class TransactionConnections {
    private static final int MAXIMUM = 1_000_000_000;

    private TransactionConnections() {}

    /** Returns a source of connections without a limit. Each is opened for a transaction and closed after it. */
    static ConnectionPool unlimited(ComponentContext context, Host caller, Service commits) {
        TimeGrid grid = context.grid();
        ConnectionPool connections = new ConnectionPool(
                context.simulation(),
                caller,
                new ConnectionPool.Settings(MAXIMUM, 0, false, false, false),
                new ConnectionCeiling(MAXIMUM, new TimeWeighted(grid), new Counter(grid), false),
                new ConnectionCounters(
                        new Occupancy(grid),
                        new TimeWeighted(grid),
                        new TimeWeighted(grid),
                        new LatencyHistogram(grid),
                        new Counter(grid),
                        new Counter(grid)));
        connections.withSessions(() -> new DatabaseSession(commits));
        return connections;
    }
}
