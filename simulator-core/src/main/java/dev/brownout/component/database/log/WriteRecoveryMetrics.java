package dev.brownout.component.database.log;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;

/** Metrics of the recovery of lost writes. */
public record WriteRecoveryMetrics(
        @Doc("Lost writes that were put back from the log of the node that had taken them.")
        @ChartTitle("Lost writes put back at {}")
        Counter recovered_writes,

        @Doc("Lost writes that may still come back: they are on the disk of a node and not in the log of the primary.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Lost writes of {} that may still come back")
        TimeWeighted diverged_writes,

        @Doc("Lost writes that cannot come back: a new machine took the place of the one that had them, or there is no "
                + "room for them.")
        @ChartTitle("Lost writes of {} that cannot come back")
        Counter unrecoverable_writes) {}
