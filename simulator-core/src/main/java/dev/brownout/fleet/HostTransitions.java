package dev.brownout.fleet;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spi.DeclaresMetrics;
import java.time.Duration;
import java.util.Optional;

/** Entry of the hosts of a tier into service, and their exit. */
@DeclaresMetrics({
    NodeCounts.Measures.class,
    DrainQueue.Measures.class,
    DrainQueue.StopMeasures.class,
    DisruptionBudget.Measures.class,
    Interruptions.Measures.class,
    Deployments.Measures.class
})
public record HostTransitions(
        @Doc("Time for which a node that is asked to stop keeps accepting and serving calls; then it refuses new ones "
                + "and finishes those in flight. Default: it stops accepting calls immediately.")
        @AtLeast(1)
        @DefaultSource("Kubernetes: a preStop hook that sleeps delays the signal to the process")
        Optional<Duration> preStop,

        @Doc("With pre_stop: time after which a node that is asked to stop fails health checks of the type http while "
                + "it keeps serving (lame duck state). Default: it passes them until it stops accepting calls.")
        @AtLeast(0)
        @DefaultSource("a hook that only sleeps changes no response; Site Reliability Engineering (2016), chapter 20: "
                + "lame duck state")
        Optional<Duration> unreadyAfter,

        @Doc("Grace period: time from the request to stop a node until it is killed, pre_stop included. Faults may set "
                + "another one. It replaces 'drain' of 'autoscale'. Default: 30s.")
        @AtLeast(0)
        @DefaultSource("Kubernetes: terminationGracePeriodSeconds")
        Optional<Duration> grace,

        @Doc("Readiness checks of new nodes; default: a node enters service when its startup ends.")
        @NoneKeyword("none")
        Optional<ReadinessSpec> readiness,

        @Doc("Without a load balancer: time until callers discover that a node has entered service, drains or is "
                + "replaced. Calls to a node that has stopped are refused. Default: no delay.")
        @AtLeast(1)
        @DefaultSource("Kubernetes documentation, Pod Lifecycle: kube-proxy and clients learn of changed endpoints "
                + "while the pod is stopped")
        Optional<Duration> discoveryDelay,

        @Doc("Limit of the nodes that are missing by choice; default: no limit.") @NoneKeyword("none")
        Optional<DisruptionBudgetSpec> disruptionBudget,

        @Doc("Interruptions of nodes at random times, as of spot instances; default: none.") @NoneKeyword("none")
        Optional<SpotSpec> spot) {
    /** Transitions without any setting. */
    public static final HostTransitions NONE = new HostTransitions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /**
     * Validates the times.
     *
     * @throws IllegalArgumentException if {@code unready_after} is not within {@code pre_stop}
     */
    public HostTransitions {
        if (unreadyAfter.isPresent()
                && preStop.filter(time -> unreadyAfter.get().compareTo(time) < 0)
                        .isEmpty()) {
            throw new InvalidValueException("'unready_after' must be less than 'pre_stop', such as pre_stop: 45s");
        }
    }

    /** Returns the shutdown of a host. */
    ShutdownRules shutdown() {
        return new ShutdownRules(
                preStop.map(Duration::toNanos).orElse(0L),
                unreadyAfter.map(Duration::toNanos).orElse(ShutdownRules.NEVER),
                grace.map(Duration::toNanos).orElse(ShutdownRules.DEFAULT_GRACE_NANOS));
    }

    /** Returns the time until callers without a load balancer discover a change, in ns. */
    public long discoveryNanos() {
        return discoveryDelay.map(Duration::toNanos).orElse(0L);
    }
}
