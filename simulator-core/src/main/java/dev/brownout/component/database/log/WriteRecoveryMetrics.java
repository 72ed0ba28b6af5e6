package dev.brownout.component.database.log;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;

/** Metrics of the recovery of lost writes. */
public record WriteRecoveryMetrics(
        @Doc("Lost writes that were restored from the log of the node that had accepted them.")
        @ChartTitle("Recovered writes of {}")
        Counter recoveredWrites,

        @Doc("Lost writes that are still recoverable: they are on the disk of a node and not in the log of the "
                + "primary.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Recoverable lost writes of {}")
        TimeWeighted divergedWrites,

        @Doc("Lost writes that cannot be recovered: their node was replaced, or there is no storage for them.")
        @ChartTitle("Unrecoverable writes of {}")
        Counter unrecoverableWrites) {}
