package dev.brownout.component.cdn;

import dev.brownout.measure.Counter;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.vocabulary.Doc;

/** What one cache of a CDN counts, an edge or the shield. */
record PlaceMeasures(
        @Doc("Reads of kept content answered without asking further for them.")
        Counter hits,

        @Doc("Reads of kept content that were asked further.")
        Counter misses,

        @Doc("Calls for content that is not kept, and changes, all of them asked further.")
        Counter passed,

        @Doc("Hits that waited for the answer to another read of the same object.")
        Counter coalesced,

        @Doc("Reads answered with a copy whose life was over.")
        Counter expired_served,

        @Doc("Reads answered with a failure that the origin had given to another.")
        Counter errors_served,

        @Doc("Copies that had to make room for others.") Counter evictions,

        @Doc("Copies held, those whose life is over included until somebody asks for them.")
        TimeWeighted entries) {}
