package dev.brownout.component.cache;

import dev.brownout.measure.Counter;
import dev.brownout.measure.Ratio;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.spec.Doc;

/** What each machine of a cache counts. */
record NodeMeasures(
        @Doc("Look-ups that found an entry, of all look-ups but those told to ask again.")
        Ratio hit_ratio,

        @Doc("Look-ups that found an entry.") Counter hits,

        @Doc("Look-ups that found none.") Counter misses,

        @Doc("Hits on an entry older than what was acknowledged, by way of the cache, before the read began.")
        Counter stale_hits,

        @Doc("Entries that had to make room for others.") Counter evictions,

        @Doc("Entries held, expired ones included until somebody asks for them.")
        TimeWeighted entries) {}
