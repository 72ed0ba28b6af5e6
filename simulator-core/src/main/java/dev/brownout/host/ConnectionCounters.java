package dev.brownout.host;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;

/**
 * Metrics of a connection pool.
 *
 * @param held connections in use
 * @param open connections open, in use or idle
 * @param waiting requests that wait for a connection
 * @param waited waiting times of the requests that got a connection
 * @param timeouts requests that timed out while waiting
 * @param refused requests for which no connection could be opened
 */
public record ConnectionCounters(
        Occupancy held,
        TimeWeighted open,
        TimeWeighted waiting,
        LatencyHistogram waited,
        Counter timeouts,
        Counter refused) {}
