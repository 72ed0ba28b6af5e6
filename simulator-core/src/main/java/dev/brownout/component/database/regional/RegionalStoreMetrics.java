package dev.brownout.component.database.regional;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Ratio;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;

/** Metrics of independent regional stores. */
public record RegionalStoreMetrics(
        @Doc("Reads that found no row, because the rows of their user are in the store of another region.")
        @Display(in = Display.In.BASELINE)
        @ChartTitle("Reads of {} without a row (not_found)")
        Counter notFoundReads,

        @Doc("Share of the successful reads that found no row. For availability such a response is successful.")
        @Display(in = Display.In.CHART)
        @ChartTitle("Share of reads of {} without a row")
        Ratio notFoundShare) {}
