package dev.brownout.component.database.storage;

import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.Ratio;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.RequiresParameter;

/** Metrics of the buffer pool of each node. */
@RequiresParameter("memory")
public record BufferPoolMetrics(
        @Doc("Rows in memory over the number that fits into the memory of the nodes that are up, time-weighted.")
        @Display(
                value = Display.As.OCCUPANCY,
                in = {})
        @ChartTitle("Buffer pool utilization of {}")
        Occupancy memory,

        @Doc("Share of the requested rows that were in memory.")
        @Display(value = Display.As.HIT_RATIO, in = Display.In.CHART)
        @ChartTitle("Buffer pool hit ratio of {}")
        Ratio memoryHits) {}
