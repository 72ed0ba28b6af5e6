package dev.brownout.component.database.homes;

import dev.brownout.measure.Counter;
import dev.brownout.measure.Ratio;
import dev.brownout.vocabulary.ChartTitle;
import dev.brownout.vocabulary.Display;
import dev.brownout.vocabulary.Doc;

/** What is measured of stores that have nothing in common. */
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
