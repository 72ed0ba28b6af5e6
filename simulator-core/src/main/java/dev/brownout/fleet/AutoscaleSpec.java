package dev.brownout.fleet;

import dev.brownout.random.Distribution;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sla.Quantity;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Share;
import java.time.Duration;

/** Configuration of the autoscaler of a tier. */
@Doc("Autoscaling: the number of nodes follows a metric towards its target, by the rules "
        + "of the Kubernetes HorizontalPodAutoscaler, in each region separately.")
public record AutoscaleSpec(
        @Doc("Scaling metric.") @Default("cpu") ScalingMetric metric,

        @Doc("Target value of the metric: 60% for cpu, 120/s for requests, 50 for in_flight, 100 "
                + "for queue_depth, 30s for queue_age, 70% for kv_usage, 20k for tokens_in_flight.")
        Quantity target,

        @Doc("Minimum number of nodes in each region.")
        @Default("1")
        @AtLeast(1)
        @DefaultSource("Kubernetes HPA: minReplicas")
        @AtMost(10_000)
        int min,

        @Doc("Maximum number of nodes in each region.") @AtLeast(1) @AtMost(10_000)
        int max,

        @Doc("Time between two decisions.")
        @Default("15s")
        @AtLeast(1_000_000)
        @DefaultSource("Kubernetes HPA: --horizontal-pod-autoscaler-sync-period")
        Duration sync,

        @Doc("Age of the metric: the mean over an interval of length 'sync' that began this long "
                + "ago, rounded up to whole intervals; with 0, over the interval that ends now.")
        @Default("30s")
        @AtLeast(0)
        @DefaultSource("Kubernetes metrics server: scraped every 15 s, so that a value is 15 s to 30 s old")
        Duration metricLag,

        @Doc("Tolerated deviation of the metric from its target.")
        @Default("10%")
        @DefaultSource("Kubernetes HPA: --horizontal-pod-autoscaler-tolerance")
        Share tolerance,

        @Doc("Rate limit of scaling out.") @Default("{}") ScalingRate upPolicy,

        @Doc("Rate limit of scaling in.") @Default("{}") ScalingRate downPolicy,

        @Doc("Stabilization window: it scales in at most to the highest recommendation within this time.")
        @Default("300s")
        @AtLeast(0)
        @DefaultSource("Kubernetes HPA: stabilizationWindowSeconds of scaleDown")
        Duration downWindow,

        @Doc("Time from the decision to the service of a new node.")
        @Default("60s")
        @DefaultSource("a container starts in 5 s to 30 s, a virtual machine in 60 s to 180 s; our assumption")
        Distribution startup,

        @Doc("Drain period of a removed node. With 'grace' of the server, that applies instead.")
        @Default("30s")
        @AtLeast(0)
        @DefaultSource("Kubernetes: terminationGracePeriodSeconds")
        Duration drain) {

    /**
     * Validates the target, its unit, and the limits.
     *
     * @throws IllegalArgumentException if the target has another unit than the metric, is not positive or exceeds 100 %
     *     of cpu or kv_usage, if {@code min} is more than {@code max}, or if {@code down_policy} has a share above 100
     *     %
     */
    public AutoscaleSpec {
        if (target.unit() != metric.unit() || !(target.value() > 0)) {
            throw new InvalidValueException("the target of metric {} is {}", metric.written(), metric.example());
        }
        if (metric.unit() == Quantity.Unit.RATIO && target.value() > 1) {
            throw new InvalidValueException("the target of metric {} is at most 100%", metric.written());
        }
        if (min > max) {
            throw new InvalidValueException("min ({}) is more than max ({})", min, max);
        }
        if (downPolicy.share().value() > 1) {
            throw new InvalidValueException("the share of down_policy is at most 100%");
        }
    }

    /**
     * Returns the delays of starting and stopping an instance.
     *
     * @param transitions entry of an instance into service, and its exit
     */
    public ProvisioningDelays terms(HostTransitions transitions) {
        return new ProvisioningDelays(startup, drain, transitions);
    }
}
