package dev.brownout.component.database.pool;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.LimitMetric;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;

/** Metrics of the connection pools of all machines that call a database. */
public record ConnectionPoolMetrics(
        @Doc("Share of the pooled connections that are in use, at calling nodes with a running process, "
                + "time-weighted.")
        @ChartTitle("Pool utilization of {}")
        @LimitMetric("pooled connections")
        Occupancy poolUtilization,

        @Doc("Open connections, in use or idle, time-weighted.") @ChartTitle("Open connections to {}")
        TimeWeighted poolOpen,

        @Doc("Requests waiting for a connection.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Requests waiting for a connection to {}")
        TimeWeighted poolQueue,

        @Doc("Waiting time of requests until they got a connection, by the time they got it; 0 if one was idle. "
                + "Requests that still wait at the end of the run, for longer than usual, make it a range.")
        LatencyHistogram poolWait,

        @Doc("Requests that timed out while waiting for a connection.") @ChartTitle("Connection pool timeouts of {}")
        Counter poolTimeouts,

        @Doc("Requests rejected because max_connections were open.")
        @ChartTitle("Connections refused by {}")
        @LimitMetric("connection slots")
        Counter poolRefused) {}
