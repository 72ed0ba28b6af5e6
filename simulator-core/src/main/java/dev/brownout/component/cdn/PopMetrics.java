package dev.brownout.component.cdn;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;

/** Metrics of one cache of a CDN: an edge or the shield. */
record PopMetrics(
        @Doc("Reads of kept content answered without asking further for them.") @ChartTitle("Hits of {}")
        Counter hits,

        @Doc("Reads of kept content that were asked further.") @ChartTitle("Misses of {}")
        Counter misses,

        @Doc("Calls for content that is not kept, and changes, all of them asked further.")
        @ChartTitle("Calls that {} passes on unkept")
        Counter passed,

        @Doc("Hits that waited for the answer to another read of the same object.")
        Counter coalesced,

        @Doc("Reads answered with a copy whose life was over.") @ChartTitle("Expired copies answered by {}")
        Counter expired_served,

        @Doc("Reads answered with a failure that the origin had given to another.")
        @ChartTitle("Failures of the origin kept by {}")
        Counter errors_served,

        @Doc("Copies that had to make room for others.") @ChartTitle("Evictions from {}")
        Counter evictions,

        @Doc("Copies held, those whose life is over included until somebody asks for them.") @ChartTitle("Copies in {}")
        TimeWeighted entries) {}
