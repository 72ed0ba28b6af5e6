package dev.brownout.component.database.multiprimary;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;

/** Metrics of rows with several concurrent values (siblings). */
public record SiblingMetrics(
        @Doc("Rows with several values on at least one node, until a write that has seen them all replaces them.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Rows of {} with siblings")
        TimeWeighted unmerged,

        @Doc("Reads that returned several values, which the reader has to merge.")
        Counter siblingReads) {}
