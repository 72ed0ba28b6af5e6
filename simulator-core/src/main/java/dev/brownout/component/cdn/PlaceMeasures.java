package dev.brownout.component.cdn;

import dev.brownout.measure.Counter;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Titled;

/** What one cache of a CDN counts, an edge or the shield. */
record PlaceMeasures(
        @Doc("Reads of kept content answered without asking further for them.") @Titled("Hits of {}")
        Counter hits,

        @Doc("Reads of kept content that were asked further.") @Titled("Misses of {}")
        Counter misses,

        @Doc("Calls for content that is not kept, and changes, all of them asked further.")
        @Titled("Calls that {} passes on unkept")
        Counter passed,

        @Doc("Hits that waited for the answer to another read of the same object.")
        Counter coalesced,

        @Doc("Reads answered with a copy whose life was over.") @Titled("Expired copies answered by {}")
        Counter expired_served,

        @Doc("Reads answered with a failure that the origin had given to another.")
        @Titled("Failures of the origin kept by {}")
        Counter errors_served,

        @Doc("Copies that had to make room for others.") @Titled("Evictions from {}")
        Counter evictions,

        @Doc("Copies held, those whose life is over included until somebody asks for them.") @Titled("Copies in {}")
        TimeWeighted entries) {}
