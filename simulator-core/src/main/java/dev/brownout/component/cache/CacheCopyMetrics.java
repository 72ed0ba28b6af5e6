package dev.brownout.component.cache;

import dev.brownout.instrument.Counter;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;

/** Metrics of a cache with replicated entries. */
record CacheCopyMetrics(
        @Doc("Times that a machine took over the keys of another that had not answered for as long as 'failover' says.")
        @ChartTitle("Failovers of {}")
        Counter failovers,

        @Doc("Changes of entries that the machine that took over did not have, and those made on one that others had"
                + " taken over from. Whoever made them had been told that they were done.")
        @Display(value = Display.As.DAMAGE, in = Display.In.BASELINE)
        @ChartTitle("Changes lost at {}")
        @Loss("lost changes")
        Counter lost_changes) {}
