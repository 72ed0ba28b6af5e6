package dev.brownout.component.database.pool;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;

/** Metrics of the connection pools of all machines that call a database. */
public record ConnectionPoolMetrics(
        @Doc("Share of the connections in the callers' pools that are held, time-weighted, of those of machines whose "
                + "process runs.")
        @ChartTitle("Share of connections to {} in use")
        Occupancy pool_utilization,

        @Doc("Connections that are open, held or not, time-weighted.") @ChartTitle("Open connections to {}")
        TimeWeighted pool_open,

        @Doc("Requests that wait for a connection.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Requests waiting for a connection to {}")
        TimeWeighted pool_queue,

        @Doc("How long requests waited that got a connection, by when they got it; 0 for those that found one. Requests"
                + " that wait at the end of the run, for longer than usual, leave it a range.")
        LatencyHistogram pool_wait,

        @Doc("Requests that waited for a connection for too long.")
        @ChartTitle("Requests without a connection to {} in time")
        Counter pool_timeouts,

        @Doc("Requests for which none could be opened, since max_connections were open.")
        @ChartTitle("Connections that {} refuses")
        Counter pool_refused) {}
