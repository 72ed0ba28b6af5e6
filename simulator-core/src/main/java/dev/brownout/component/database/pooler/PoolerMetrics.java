package dev.brownout.component.database.pooler;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.LimitMetric;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;

/** Metrics of a node of a connection pooler. */
record PoolerMetrics(
        @Doc("Busy share of the thread of a node, time-weighted.") @Display(Display.As.UTILIZATION)
        Occupancy utilization,

        @Doc("Calls waiting for the thread of a node, without the one in service.") @Display(Display.As.LINE)
        TimeWeighted queue,

        @Doc("Server connections that a client keeps, as a share of the size, time-weighted.")
        @ChartTitle("Server connections of {} in use")
        @LimitMetric("server connections")
        Occupancy serverUtilization,

        @Doc("Open server connections, in use or idle, time-weighted.") @ChartTitle("Server connections of {}")
        TimeWeighted serversOpen,

        @Doc("Server connections of clients that are idle in a transaction, as a share of the size, time-weighted.")
        @ChartTitle("Server connections of {} idle in transaction")
        Occupancy idleInTransaction,

        @Doc("Open client connections, time-weighted.") @ChartTitle("Client connections of {}")
        TimeWeighted clients,

        @Doc("Queries waiting for a server connection.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Queries waiting for a server connection of {}")
        TimeWeighted serverQueue,

        @Doc("Waiting time of queries until they got a server connection, by the time they got it; 0 if one was idle. "
                + "Queries that still wait at the end of the run, for longer than usual, make it a range.")
        LatencyHistogram serverWait,

        @Doc("Queries that timed out while waiting for a server connection.") @ChartTitle("Query wait timeouts of {}")
        Counter waitTimeouts,

        @Doc("Queries rejected because max_client_connections were open.")
        @ChartTitle("Clients refused by {}")
        @LimitMetric("client connections")
        Counter clientsRefused,

        @Doc("Transactions that were ended, with both connections, because they exceeded idle_transaction_timeout.")
        @ChartTitle("Idle transactions closed by {}")
        Counter idleClosed) {}
