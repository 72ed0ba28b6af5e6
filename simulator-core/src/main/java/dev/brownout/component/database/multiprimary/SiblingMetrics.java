package dev.brownout.component.database.multiprimary;

import dev.brownout.measure.Counter;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.vocabulary.ChartTitle;
import dev.brownout.vocabulary.Display;
import dev.brownout.vocabulary.Doc;

/** What is measured of rows of which several writes stand beside each other. */
public record SiblingMetrics(
        @Doc("Rows of which some node has several values, until a write comes that has seen them all.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Rows of {} with several values")
        TimeWeighted unmerged,

        @Doc("Reads that were answered with several values, for their reader to merge.")
        Counter sibling_reads) {}
