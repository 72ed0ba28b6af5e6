package dev.brownout.component.cache;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.DerivedGauge;
import dev.brownout.instrument.Ratio;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;

/** Metrics of a cache tier, in addition to those of its nodes. */
record CacheMetrics(
        @Doc("Stale hits of all hits.") @ChartTitle("Stale hits of {}")
        DerivedGauge stale_share,

        @Doc("Look-ups that found their entry expired and removed it.") @ChartTitle("Expired entries removed from {}")
        Counter expirations,

        @Doc("Hits on an expired entry that was answered while somebody loaded it anew.")
        @ChartTitle("Expired entries answered by {}")
        Counter expired_hits,

        @Doc("Hits on an entry that says that there is no such key; they count among the hits.")
        Counter negative_hits,

        @Doc("Reads of the source for what was not there, or no longer fresh.") @ChartTitle("Loads of the source by {}")
        Counter loads,

        @Doc("Loads begun for an entry that was still answered.")
        Counter refreshes,

        @Doc("Misses that waited for the load of another.")
        @ChartTitle("Misses of {} that wait for the load of another")
        Counter coalesced,

        @Doc("Look-ups told to ask again, because another has the lease of the key.")
        @ChartTitle("Look-ups that {} tells to wait")
        Counter waits,

        @Doc("Times that a client took a node out because it did not answer.")
        @ChartTitle("Nodes of {} taken out by clients")
        Counter ejections,

        @Doc("Entries held whose keys live elsewhere once nodes have come, gone or been ejected, of all entries held"
                + " then.")
        @ChartTitle("Entries of {} whose keys live elsewhere")
        Ratio moved_keys,

        @Doc("Writes acknowledged that the source has not confirmed: what is in the memory of the cache alone.")
        @ChartTitle("Writes in the memory of {} alone")
        TimeWeighted unwritten_writes,

        @Doc("Writes acknowledged and gone with the memory of a machine that died before the source had confirmed"
                + " them.")
        @Display(value = Display.As.DAMAGE, in = Display.In.BASELINE)
        @Loss("lost writes")
        Counter lost_writes) {}
