package dev.brownout.component.cache;

import dev.brownout.instrument.Counter;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;

/** Metrics of a cache with replicated entries. */
record CacheCopyMetrics(
        @Doc("Takeovers of the keys of a node that had not responded for the 'failover' time.")
        @ChartTitle("Failovers of {}")
        Counter failovers,

        @Doc("Acknowledged changes of entries that the new leader did not have, or that were made on a node after"
                + " another one had taken over.")
        @Display(value = Display.As.DAMAGE, in = Display.In.BASELINE)
        @ChartTitle("Changes lost at {}")
        @Loss("lost changes")
        Counter lostChanges) {}
