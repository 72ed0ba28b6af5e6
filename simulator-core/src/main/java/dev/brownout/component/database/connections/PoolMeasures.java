package dev.brownout.component.database.connections;

import dev.brownout.measure.Counter;
import dev.brownout.measure.Occupancy;
import dev.brownout.measure.Spread;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shown;

/** What is measured of the pools of all machines that call a database. */
public record PoolMeasures(
        @Doc("Share of the connections in the callers' pools that are held, time-weighted, of those of machines whose "
                + "process runs.")
        Occupancy pool_utilization,

        @Doc("Connections that are open, held or not, time-weighted.")
        TimeWeighted pool_open,

        @Doc("Requests that wait for a connection.") @Shown(value = Shown.As.LEVEL, in = Shown.In.CHART)
        TimeWeighted pool_queue,

        @Doc("How long requests waited that got a connection; 0 for those that found one.")
        Spread pool_wait,

        @Doc("Requests that waited for a connection for too long.")
        Counter pool_timeouts,

        @Doc("Requests for which none could be opened, since max_connections were open.")
        Counter pool_refused) {}
