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
        @Doc("Acknowledged writes that no later write had overwritten and that no disk has any more; counted "
                + "when the last copy is lost.")
        @Display(value = Display.As.DAMAGE, in = Display.In.BASELINE)
        @ChartTitle("Lost writes of {}")
        @Loss("lost writes")
        Counter lostWrites,

        @Doc("Writes that nodes applied more than once, because a retry or a hedge arrived after an earlier "
                + "attempt had reached a disk. Each is counted once, when the second attempt reaches a disk. A "
                + "write that sets a value has the same effect twice, unless another write of the key was applied "
                + "in between.")
        @Display(
                value = Display.As.DAMAGE,
                in = {})
        @ChartTitle("Duplicate writes of {}")
        @Loss("duplicate writes")
        Counter duplicateWrites,

        @Doc("Acknowledged writes that a node replaced by another write that had not seen them: its coordinator "
                + "had not received them, or a read of its request had not returned them. Each is counted once. A "
                + "multi-primary database calls them lost_updates.")
        @Display(value = Display.As.DAMAGE, in = Display.In.BASELINE)
        @Loss("lost updates")
        Counter conflicts,

        @Doc("Conflicts in which the replaced write had seen the other one, because the clock of the other was "
                + "ahead.")
        Counter clockLosses,

        @Doc("Acknowledged writes that are concurrent with another write of their key: neither had seen the "
                + "other. With last-write, one of the two would be lost. A multi-primary database calls them "
                + "conflicts.")
        @Display(in = Display.In.BASELINE)
        @ChartTitle("Sibling writes of {} (conflicts)")
        Counter siblings,

        @Doc("Unmerged acknowledged siblings: the number of siblings of each key, minus one.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Unmerged siblings of {}")
        TimeWeighted unmerged,

        @Doc("Reads that returned several siblings, which the reader has to merge.")
        @ChartTitle("Reads of {} with siblings")
        Counter siblingReads,

        @Doc("Reads that missed a write that had been acknowledged before they were sent.")
        @Display(in = Display.In.BASELINE)
        @ChartTitle("Stale reads of {}")
        Counter staleReads,

        @Doc("Share of stale reads in all successful reads, if the scenario writes.")
        @Display(in = Display.In.CHART)
        @ChartTitle("Share of stale reads of {}")
        Ratio staleShare,

        @Doc("Age of a stale read: time since the oldest missing write was acknowledged.")
        LatencyHistogram staleAge,

        @Doc("Reads of a key that does not exist, or of which no responding replica has data.")
        Counter notFoundReads,

        @Doc("Values that read repair sent to replicas with an older value.") @ChartTitle("Read repairs of {}")
        Counter repairs) {

    /** Metrics of repairs in the background: hinted handoff and anti-entropy. */
    record BackgroundRepair(
            @Doc("Pending hints: values stored for replicas that did not take them, time-weighted. hints_created "
                    + "counts them.")
            @Display(value = Display.As.LEVEL, in = Display.In.CHART)
            @ChartTitle("Pending hinted handoffs of {}")
            TimeWeighted hints,

            @Doc("Hints created: values stored for replicas that did not take them, each counted once.")
            @ChartTitle("Hinted handoffs stored at {}")
            Counter hintsCreated,

            @Doc("Values that a node received by anti-entropy because it had missed them.")
            @ChartTitle("Anti-entropy repairs of {}")
            Counter reconciled) {}
}
