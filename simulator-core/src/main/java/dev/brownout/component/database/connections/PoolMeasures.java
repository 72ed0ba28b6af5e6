package dev.brownout.component.database.connections;

import dev.brownout.measure.Counter;
import dev.brownout.measure.Occupancy;
import dev.brownout.measure.Spread;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shown;
import dev.brownout.vocabulary.Titled;

/** What is measured of the pools of all machines that call a database. */
public record PoolMeasures(
        @Doc("Share of the connections in the callers' pools that are held, time-weighted, of those of machines whose "
                + "process runs.")
        @Titled("Share of connections to {} in use")
        Occupancy pool_utilization,

        @Doc("Connections that are open, held or not, time-weighted.") @Titled("Open connections to {}")
        TimeWeighted pool_open,

        @Doc("Requests that wait for a connection.")
        @Shown(value = Shown.As.LEVEL, in = Shown.In.CHART)
        @Titled("Requests waiting for a connection to {}")
        TimeWeighted pool_queue,

        @Doc("How long requests waited that got a connection, by when they got it; 0 for those that found one. Requests"
                + " that wait at the end of the run, for longer than usual, leave it a range.")
        Spread pool_wait,

        @Doc("Requests that waited for a connection for too long.")
        @Titled("Requests without a connection to {} in time")
        Counter pool_timeouts,

        @Doc("Requests for which none could be opened, since max_connections were open.")
        @Titled("Connections that {} refuses")
        Counter pool_refused) {}
