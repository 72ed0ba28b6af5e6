package dev.brownout.component.database.homes;

import dev.brownout.measure.Counter;
import dev.brownout.measure.Ratio;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shown;
import dev.brownout.vocabulary.Titled;

/** What is measured of stores that have nothing in common. */
public record HomeMeasures(
        @Doc("Reads that found no row: their user's rows are in the store of another region.")
        @Shown(in = Shown.In.BASELINE)
        @Titled("Reads of {} that find no row")
        Counter not_found_reads,

        @Doc("Reads that found no row, of all that were answered. For the availability of requests such an answer is a "
                + "good one.")
        @Shown(in = Shown.In.CHART)
        @Titled("Reads of {} that find no row")
        Ratio not_found_share) {}
