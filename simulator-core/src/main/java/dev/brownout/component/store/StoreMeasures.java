package dev.brownout.component.store;

import dev.brownout.measure.Counter;
import dev.brownout.measure.Ratio;
import dev.brownout.measure.Spread;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Loss;
import dev.brownout.vocabulary.Shown;
import dev.brownout.vocabulary.Titled;

/** What is measured of a whole store. */
record StoreMeasures(
        @Doc("Acknowledged writes that were the last of their key and that no disk has any more, counted when the "
                + "last copy goes.")
        @Shown(value = Shown.As.DAMAGE, in = Shown.In.BASELINE)
        @Titled("Lost writes of {}")
        @Loss("lost writes")
        Counter lost_writes,

        @Doc("Writes that nodes have applied more than once: a retry or a hedge of a write came although an earlier"
                + " attempt had reached a disk. Each is counted once, when the second attempt reaches a disk. A write"
                + " that sets a value has the same effect twice, unless another write of the key came between the two.")
        @Shown(
                value = Shown.As.DAMAGE,
                in = {})
        @Titled("Writes of {} applied twice")
        @Loss("duplicate writes")
        Counter duplicate_writes,

        @Doc("Acknowledged writes that a node gave up for another one that had not seen them: the node that made that "
                + "one had not received them, or a read of its visit had not met them. Each is counted once. A "
                + "database with several primaries calls these lost_updates.")
        @Shown(value = Shown.As.DAMAGE, in = Shown.In.BASELINE)
        @Loss("lost updates")
        Counter conflicts,

        @Doc("Of the conflicts: writes that had seen the one that they were given up for, whose clock was ahead.")
        Counter clock_losses,

        @Doc("Acknowledged writes that found another one of their key which had not seen them, nor they it: where the "
                + "last write wins, one of the two would be lost. A database with several primaries calls these "
                + "conflicts.")
        @Shown(in = Shown.In.BASELINE)
        @Titled("Writes of {} beside another of their key")
        Counter siblings,

        @Doc("Acknowledged writes that stand beside another one of their key, each key counted less one.")
        @Shown(value = Shown.As.LEVEL, in = Shown.In.CHART)
        @Titled("Writes of {} that stand beside others")
        TimeWeighted unmerged,

        @Doc("Reads that were answered with several values, for their reader to merge.")
        @Titled("Reads of {} with several values")
        Counter sibling_reads,

        @Doc("Reads answered without a write that was acknowledged before they were sent.")
        @Shown(in = Shown.In.BASELINE)
        @Titled("Stale answers of {}")
        Counter stale_reads,

        @Doc("Stale reads of all reads that were answered, where anybody writes.")
        @Shown(in = Shown.In.CHART)
        @Titled("Stale answers of {}")
        Ratio stale_share,

        @Doc("Of stale reads: how long ago the oldest write missing from the answer was acknowledged.")
        Spread stale_age,

        @Doc("Reads of a key that does not exist, or of which no copy that answered has anything left.")
        Counter not_found_reads,

        @Doc("Values that reads brought to copies that answered with an older one.")
        @Titled("Values of {} repaired by reads")
        Counter repairs,

        @Doc("Values that wait for nodes that did not take them, time-weighted. hints_created counts them.")
        @Shown(value = Shown.As.LEVEL, in = Shown.In.CHART)
        @Titled("Values kept for other nodes of {}")
        TimeWeighted hints,

        @Doc("Values that were kept for nodes that did not take them, each once.")
        @Titled("Values that {} came to keep for other nodes")
        Counter hints_created,

        @Doc("Values that one of two nodes was missing when they compared what they have.")
        @Titled("Values of {} that a comparison brings")
        Counter reconciled) {}
