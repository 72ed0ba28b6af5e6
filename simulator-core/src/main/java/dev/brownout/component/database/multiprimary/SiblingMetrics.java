package dev.brownout.component.database.multiprimary;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;

/** Metrics of rows with several concurrent values (siblings). */
public record SiblingMetrics(
        @Doc("Rows of which some node has several values, until a write comes that has seen them all.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Rows of {} with several values")
        TimeWeighted unmerged,

        @Doc("Reads that were answered with several values, for their reader to merge.")
        Counter sibling_reads) {}
