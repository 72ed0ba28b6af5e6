package dev.brownout.component.quorumstore;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Ratio;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;

/** Metrics of a whole store. */
record StoreMetrics(
        @Doc("Acknowledged writes that were the last of their key and that no disk has any more, counted when the "
                + "last copy goes.")
        @Display(value = Display.As.DAMAGE, in = Display.In.BASELINE)
        @ChartTitle("Lost writes of {}")
        @Loss("lost writes")
        Counter lost_writes,

        @Doc("Writes that nodes have applied more than once: a retry or a hedge of a write came although an earlier"
                + " attempt had reached a disk. Each is counted once, when the second attempt reaches a disk. A write"
                + " that sets a value has the same effect twice, unless another write of the key came between the two.")
        @Display(
                value = Display.As.DAMAGE,
                in = {})
        @ChartTitle("Writes of {} applied twice")
        @Loss("duplicate writes")
        Counter duplicate_writes,

        @Doc("Acknowledged writes that a node gave up for another one that had not seen them: the node that made that "
                + "one had not received them, or a read of its visit had not met them. Each is counted once. A "
                + "database with several primaries calls these lost_updates.")
        @Display(value = Display.As.DAMAGE, in = Display.In.BASELINE)
        @Loss("lost updates")
        Counter conflicts,

        @Doc("Of the conflicts: writes that had seen the one that they were given up for, whose clock was ahead.")
        Counter clock_losses,

        @Doc("Acknowledged writes that found another one of their key which had not seen them, nor they it: where the "
                + "last write wins, one of the two would be lost. A database with several primaries calls these "
                + "conflicts.")
        @Display(in = Display.In.BASELINE)
        @ChartTitle("Writes of {} beside another of their key")
        Counter siblings,

        @Doc("Acknowledged writes that stand beside another one of their key, each key counted less one.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Writes of {} that stand beside others")
        TimeWeighted unmerged,

        @Doc("Reads that were answered with several values, for their reader to merge.")
        @ChartTitle("Reads of {} with several values")
        Counter sibling_reads,

        @Doc("Reads answered without a write that was acknowledged before they were sent.")
        @Display(in = Display.In.BASELINE)
        @ChartTitle("Stale answers of {}")
        Counter stale_reads,

        @Doc("Stale reads of all reads that were answered, where anybody writes.")
        @Display(in = Display.In.CHART)
        @ChartTitle("Stale answers of {}")
        Ratio stale_share,

        @Doc("Of stale reads: how long ago the oldest write missing from the answer was acknowledged.")
        LatencyHistogram stale_age,

        @Doc("Reads of a key that does not exist, or of which no copy that answered has anything left.")
        Counter not_found_reads,

        @Doc("Values that reads brought to copies that answered with an older one.")
        @ChartTitle("Values of {} repaired by reads")
        Counter repairs,

        @Doc("Values that wait for nodes that did not take them, time-weighted. hints_created counts them.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Values kept for other nodes of {}")
        TimeWeighted hints,

        @Doc("Values that were kept for nodes that did not take them, each once.")
        @ChartTitle("Values that {} came to keep for other nodes")
        Counter hints_created,

        @Doc("Values that one of two nodes was missing when they compared what they have.")
        @ChartTitle("Values of {} that a comparison brings")
        Counter reconciled) {}
