package dev.brownout.component.database.multiprimary;

import dev.brownout.measure.Counter;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shown;
import dev.brownout.vocabulary.Titled;

/** What is measured of rows of which several writes stand beside each other. */
public record SiblingMeasures(
        @Doc("Rows of which some node has several values, until a write comes that has seen them all.")
        @Shown(value = Shown.As.LEVEL, in = Shown.In.CHART)
        @Titled("Rows of {} with several values")
        TimeWeighted unmerged,

        @Doc("Reads that were answered with several values, for their reader to merge.")
        Counter sibling_reads) {}
