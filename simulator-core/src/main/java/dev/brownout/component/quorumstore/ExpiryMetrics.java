package dev.brownout.component.quorumstore;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Ratio;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.RequiresParameter;

/** Metrics of the reads in a store with a time to live. */
@RequiresParameter("ttl")
record ExpiryMetrics(
        @Doc("Reads of an expired key, by the clock of the coordinator. They return not_found.")
        @ChartTitle("Reads of expired keys of {}")
        Counter expiredReads,

        @Doc("Share of the reads that returned not_found: the value had expired, was lost, or had not been "
                + "written yet.")
        @Display(in = Display.In.CHART)
        @ChartTitle("Share of not_found reads of {}")
        Ratio notFoundShare) {}
