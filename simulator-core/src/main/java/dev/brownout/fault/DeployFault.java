package dev.brownout.fault;

import dev.brownout.random.Distribution;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.MachineCount;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.NodeLimit;
import dev.brownout.spi.ScalableTier.Deployment;
import dev.brownout.spi.ScalableTier.RolloutLimits;
import dev.brownout.spi.fault.HostFault;
import dev.brownout.spi.fault.TierFault;
import java.time.Duration;
import java.util.Optional;

/** Deployment of another version to the instances of a tier, in batches or all together. */
@Kind("deploy")
@Doc("Deploys another version to the nodes of servers, in their order. Each node drains, "
        + "stops, and starts with the new version and empty memory. 'by' is the number of "
        + "nodes per step, and 'every' the time between steps; a step waits until the previous "
        + "nodes are back. 'by 1 every 1m' is a rolling update, 'by 1' alone a canary; by "
        + "default all nodes are deployed in one step. With surge, new nodes start before old "
        + "ones stop, so that capacity never falls; in one step this is a blue-green "
        + "deployment. With 'max_surge' or 'max_unavailable' it is a rolling update of Kubernetes: "
        + "new nodes start and old ones stop as soon as these limits allow. The end of the fault "
        + "rolls the deployment back.")
@ModelSheet(
        leftOut = "Automatic monitoring and abortion of a deployment: 'rollback' has a time of its "
                + "own. A sticky version per user, and a traffic share of a version that differs "
                + "from its share of nodes: use 'choose' and 'set'. The analytical model uses the "
                + "nodes of the start of the run.")
@Example("""
        components:
          web: { kind: server, nodes: 4, versions: { v2: { errors: 20%, slower: x1.3 } } }
        faults:
          - at 5m: deploy web v2 by 1 every 1m as rollout
        """)
public record DeployFault(
        @Doc("Version: one of the 'versions' of the component.")
        String version,

        @Doc("Nodes per step; default: all.") @AtLeast(1) @AtMost(MachineCount.MAXIMUM)
        Optional<Integer> by,

        @Doc("Time between two steps, with 'by'; default: only the first step is made.") @AtLeast(1)
        Optional<Duration> every,

        @Doc("Start-up time of a new process; default: the startup of 'autoscale', or 0 without 'autoscale'.")
        Optional<Distribution> startup,

        @Doc("Drain period: time from the start of the drain until the node is killed; default: 'grace' of the server.")
        @AtLeast(0)
        @DefaultSource("Kubernetes: terminationGracePeriodSeconds")
        Optional<Duration> grace,

        @Doc("Whether new nodes start first, and the old ones stop when these are in service. New "
                + "nodes have numbers of their own.")
        @Default("false")
        @DefaultSource("our assumption")
        boolean surge,

        @Doc("Rolling update: nodes above the desired number, in each region, or their share, rounded up. Default "
                + "with max_unavailable: 25%.")
        @DefaultSource("Kubernetes: spec.strategy.rollingUpdate.maxSurge")
        Optional<NodeLimit> maxSurge,

        @Doc("Rolling update: nodes below the desired number, in each region, or their share, rounded down. It is 1 "
                + "if both limits are 0. Default with max_surge: 25%.")
        @DefaultSource("Kubernetes: spec.strategy.rollingUpdate.maxUnavailable")
        Optional<NodeLimit> maxUnavailable)
        implements FaultSpec, HostFault, TierFault {
    private static final NodeLimit USUAL = new NodeLimit("25%");

    /**
     * Validates the batches and limits.
     *
     * @throws IllegalArgumentException if {@code every} is set without {@code by}, or batches or a surge with limits
     */
    public DeployFault {
        requireBoth(by, every);
        if ((maxSurge.isPresent() || maxUnavailable.isPresent()) && (by.isPresent() || surge)) {
            throw new InvalidValueException(
                    "'max_surge' and 'max_unavailable' replace 'by', 'every' and 'surge'; remove one or the other");
        }
    }

    private Optional<RolloutLimits> limits() {
        return maxSurge.isEmpty() && maxUnavailable.isEmpty()
                ? Optional.empty()
                : Optional.of(new RolloutLimits(maxSurge.orElse(USUAL), maxUnavailable.orElse(USUAL)));
    }

    static void requireBoth(Optional<Integer> by, Optional<Duration> every) {
        if (every.isPresent() && by.isEmpty()) {
            throw new InvalidValueException("'every' needs 'by', as in by 1 every 1m");
        }
    }

    @Override
    public Sentence label(String name) {
        return Sentence.of("{} deployed as {}", name, version);
    }

    @Override
    public boolean renewsHosts() {
        return true;
    }

    @Override
    public boolean removesHosts() {
        return true;
    }

    @Override
    public Optional<String> deployedVersion() {
        return Optional.of(version);
    }

    @Override
    public int spares(int nodes) {
        return limits().isPresent() ? nodes : surge ? Math.min(by.orElse(nodes), nodes) : 0;
    }

    @Override
    public void begin(FaultTargets targets) {
        Deployment deployment = new Deployment(
                version,
                by.orElse(Integer.MAX_VALUE),
                every.map(Duration::toNanos).orElse(0L),
                startup,
                DrainFault.nanos(grace),
                surge,
                limits());
        targets.replaceable().forEach((tier, machines) -> tier.deploy(machines, deployment));
    }

    @Override
    public void end(FaultTargets targets) {
        targets.replaceable().forEach((tier, machines) -> tier.rollBack(machines, Integer.MAX_VALUE, 0));
    }
}
