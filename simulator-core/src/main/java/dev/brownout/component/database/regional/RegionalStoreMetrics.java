package dev.brownout.component.database.regional;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Ratio;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;

/** Metrics of independent regional stores. */
public record RegionalStoreMetrics(
        @Doc("Reads that found no row: their user's rows are in the store of another region.")
        @Display(in = Display.In.BASELINE)
        @ChartTitle("Reads of {} that find no row")
        Counter not_found_reads,

        @Doc("Reads that found no row, of all that were answered. For the availability of requests such an answer is a "
                + "good one.")
        @Display(in = Display.In.CHART)
        @ChartTitle("Reads of {} that find no row")
        Ratio not_found_share) {}
