package dev.brownout.component.quorumstore;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;
import dev.brownout.spi.RequiresParameter;

/** Metrics of the partitions of a store with a configured placement. */
@RequiresParameter("placement")
record PlacementMetrics(
        @Doc("Partitions without a node that responds: all nodes with a copy are down, paused or hanging, "
                + "time-weighted.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Unavailable partitions of {}")
        TimeWeighted unavailablePartitions,

        @Doc("Partitions that lost their data: with durable: false, the processes of all nodes with a copy have "
                + "ended. Counted once, when the last of them ends. Keys that repair had copied to a restarted node, "
                + "and writes after that, are still there.")
        @Display(value = Display.As.DAMAGE, in = Display.In.BASELINE)
        @ChartTitle("Lost partitions of {}")
        @Loss("lost partitions")
        Counter lostPartitions) {}
