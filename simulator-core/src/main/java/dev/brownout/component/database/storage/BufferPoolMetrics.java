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
        @Doc("Rows in memory over those for which the nodes that are up have memory, time-weighted.")
        @Display(
                value = Display.As.OCCUPANCY,
                in = {})
        @ChartTitle("Share of rows in the memory of {}")
        Occupancy memory,

        @Doc("Rows that were in memory, of all that were looked for.")
        @Display(value = Display.As.HIT_RATIO, in = Display.In.CHART)
        @ChartTitle("Rows found in the memory of {}")
        Ratio memory_hits) {}
