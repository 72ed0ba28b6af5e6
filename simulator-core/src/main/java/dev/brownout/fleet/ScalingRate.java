package dev.brownout.fleet;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sla.Quantity;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.MachineCount;
import java.time.Duration;

/**
 * Rate limit of the growth or shrinkage of a tier.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#scaling-policies">Kubernetes,
 *     Scaling policies</a>; calculateScaleUpLimitWithScalingRules in pkg/controller/podautoscaler/horizontal.go
 */
@Doc("Maximum change of a tier per time: a share of its nodes, or a number of nodes, whichever is more.")
public record ScalingRate(
        @Doc("Share of the nodes at the start of the interval. Above 100%, such as 900%, when scaling out only.")
        @Default("100%")
        @DefaultSource("Kubernetes HPA, default scaling behaviour")
        Quantity share,

        @Doc("Machines.")
        @Default("4")
        @AtLeast(0)
        @DefaultSource("Kubernetes HPA, default scaling behaviour")
        @AtMost(MachineCount.MAXIMUM)
        int nodes,

        @Doc("Length of the interval.")
        @Default("15s")
        @AtLeast(1)
        @DefaultSource("Kubernetes HPA, default scaling behaviour")
        Duration every) {

    /**
     * Validates the share.
     *
     * @throws IllegalArgumentException if the share is no percentage, or negative
     */
    public ScalingRate {
        if (share.unit() != Quantity.Unit.RATIO || !(share.value() >= 0)) {
            throw new InvalidValueException("the share of a scaling policy is a percentage such as 900%");
        }
    }

    /**
     * Returns the maximum number of hosts after scaling out: never less than the current number.
     *
     * @param before number of hosts at the beginning of the period
     */
    int maximumHosts(int current, int before) {
        return Math.max(current, Math.max(before + nodes, (int) Math.ceil(before * (1 + share.value()))));
    }

    /**
     * Returns the minimum number of hosts after scaling in: never more than the current number.
     *
     * @param before number of hosts at the beginning of the period
     */
    int fewest(int current, int before) {
        return Math.min(current, Math.min(before - nodes, (int) (before * (1 - share.value()))));
    }
}
