package dev.brownout.component.cache;

import dev.brownout.measure.Counter;
import dev.brownout.measure.Ratio;
import dev.brownout.measure.Spread;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shown;
import dev.brownout.vocabulary.Titled;

/** What each machine of a cache counts. */
record CacheNodeMeasures(
        @Doc("Look-ups that found an entry, of all look-ups but those told to ask again.") @Shown(Shown.As.HIT_RATIO)
        Ratio hit_ratio,

        @Doc("Look-ups that found an entry.") @Titled("Hits of {}")
        Counter hits,

        @Doc("Look-ups that found none.") @Titled("Misses of {}")
        Counter misses,

        @Doc("Hits on an entry without a write that had been acknowledged, to whomever, when the read was sent.")
        @Titled("Stale hits of {}")
        Counter stale_hits,

        @Doc("Of stale hits: how long ago the oldest write missing from the entry was acknowledged.")
        Spread stale_age,

        @Doc("Entries that had to make room for others.") @Titled("Evictions from {}")
        Counter evictions,

        @Doc("Entries held, expired ones included until somebody asks for them.") @Titled("Entries in {}")
        TimeWeighted entries) {}
