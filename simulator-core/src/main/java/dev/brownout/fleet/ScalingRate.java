package dev.brownout.fleet;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.MachineCount;
import dev.brownout.spec.Share;
import java.time.Duration;

/** Rate limit of the growth or shrinkage of a tier. */
@Doc("Maximum change of a tier per time: a share of its nodes, or a number of nodes, whichever is more.")
public record ScalingRate(
        @Doc("Share of the nodes at the start of the interval.")
        @Default("100%")
        @DefaultSource("Kubernetes HPA, default scaling behaviour")
        Share share,

        @Doc("Machines.")
        @Default("4")
        @AtLeast(0)
        @DefaultSource("Kubernetes HPA, default scaling behaviour")
        @AtMost(MachineCount.MOST)
        int nodes,

        @Doc("Length of the interval.")
        @Default("15s")
        @AtLeast(1)
        @DefaultSource("Kubernetes HPA, default scaling behaviour")
        Duration every) {

    /** Returns the maximum number of hosts, given the number at the beginning of the period. */
    int most(int before) {
        return Math.max(before + nodes, (int) Math.ceil(before * (1 + share.ratio())));
    }

    /** Returns the minimum number of hosts, given the number at the beginning of the period. */
    int fewest(int before) {
        return Math.min(before - nodes, (int) Math.ceil(before * (1 - share.ratio())));
    }
}
