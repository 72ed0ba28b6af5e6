package dev.brownout.fault;

import dev.brownout.random.ConstantDistribution;
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
import dev.brownout.spi.ScalableTier;
import dev.brownout.spi.ScalableTier.Deployment;
import dev.brownout.spi.fault.TierFault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Scaling of a tier to another number of instances, or of its instances to another number of cores. */
@Kind("scale")
@Doc("Changes the number of nodes of a tier in each of its regions: new nodes start, and "
        + "surplus nodes drain and stop. With cores after the number, nodes of servers change "
        + "their size, one after the other by default: each drains, stops, and starts with the "
        + "new number of cores and empty memory, like a cloud instance. Balancers distribute "
        + "calls as before, even while nodes have two sizes. In a database all shards are "
        + "resized at the same time, in each the replicas first and the primary last. A node "
        + "is killed and is down for its startup; 'failover' decides whether another node is "
        + "promoted. The next node follows when the last one is back and has applied all "
        + "writes committed by then.")
@ModelSheet(
        leftOut = "The choice of the removed node: always the one with the highest number. A draining "
                + "node does not return; a node that is needed instead starts after it has stopped. A "
                + "planned handover of the primary: its absence must be detected here. Draining of a "
                + "database ('grace'). A standby that is resized and then swapped in. A node that "
                + "never catches up blocks the others of its shard forever. Another size of caches and "
                + "stores. The analytical model of another size applies when all nodes have it; it "
                + "ignores the nodes that are down meanwhile. The largest of several requests, as EC2 Auto "
                + "Scaling chooses it for alarms at the same time: here the latest one applies.")
@Example("""
        faults:
          - at 4m: scale web to 6
          - at 9m: scale web to 16 cores
        """)
public record ScaleFault(
        @Doc("Nodes in each region, or cores of each node.") @AtLeast(1) @AtMost(MachineCount.MAXIMUM)
        int nodes,

        @Doc("What the number counts: nodes or cores.") @Default("machines")
        CountBasis counted,

        @Doc("With cores: nodes per step, in a database in each shard; the next step follows when "
                + "these are back; default: 1.")
        @AtLeast(1)
        @AtMost(MachineCount.MAXIMUM)
        Optional<Integer> by,

        @Doc("With cores: time from the stop of a node to its service with the new size; default: 2m.")
        @DefaultSource("EC2 changes the type of a stopped instance; a virtual machine starts in 60 s to 180 "
                + "s. A single-zone RDS database is down for 5 to 15 minutes, one with a standby for "
                + "60 s to 120 s (AWS Knowledge Center, rds-performance-impact)")
        Optional<Distribution> startup,

        @Doc("With cores of servers: drain period before a node is killed; default: 'grace' of the server.")
        @AtLeast(0)
        @DefaultSource("Kubernetes: terminationGracePeriodSeconds")
        Optional<Duration> grace)
        implements FaultSpec, TierFault {
    private static final Distribution STARTUP = new ConstantDistribution(120_000_000_000L);

    /** Unit of the requested number. */
    public enum CountBasis {
        /** Instances of a tier. */
        @Doc("Nodes in each region: scaling out and in.")
        MACHINES,
        /** Cores of an instance. */
        @Doc("Cores of each node: scaling up and down.")
        CORES
    }

    /**
     * Validates the options.
     *
     * @throws IllegalArgumentException if by, startup or grace is set for a number of machines
     */
    public ScaleFault {
        if (counted == CountBasis.MACHINES && (by.isPresent() || startup.isPresent() || grace.isPresent())) {
            throw new InvalidValueException(
                    "'by', 'startup' and 'grace' need cores, as in scale web to 16 cores; added and "
                            + "removed nodes use those of 'autoscale'");
        }
    }

    /** Creates a fault that scales a tier to {@code nodes} instances. */
    public ScaleFault(int nodes) {
        this(nodes, CountBasis.MACHINES, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public Sentence label(String name) {
        return Sentence.of(
                counted == CountBasis.MACHINES
                        ? "{} scaled to {}"
                        : nodes == 1 ? "{} scaled to {} core" : "{} scaled to {} cores",
                name,
                nodes);
    }

    @Override
    public OptionalInt desiredHosts() {
        return counted == CountBasis.MACHINES ? OptionalInt.of(nodes) : OptionalInt.empty();
    }

    @Override
    public OptionalInt desiredCores() {
        return counted == CountBasis.CORES ? OptionalInt.of(nodes) : OptionalInt.empty();
    }

    @Override
    public void begin(FaultTargets targets) {
        if (counted == CountBasis.CORES) {
            resized(targets).forEach(tier -> tier.resize(nodes, rollingUpdate()));
        } else {
            targets.tiers().forEach(tier -> tier.scale(nodes));
        }
    }

    @Override
    public void end(FaultTargets targets) {
        if (counted == CountBasis.CORES) {
            resized(targets).forEach(tier -> tier.cancelResize(nodes, rollingUpdate()));
        } else {
            targets.tiers().forEach(tier -> tier.cancelScale(nodes));
        }
    }

    /**
     * Returns the tiers to resize. With {@code grace}, the targets must be servers, because only these drain before a
     * resize.
     */
    private List<? extends ScalableTier.Resizable> resized(FaultTargets targets) {
        return grace.isPresent()
                ? targets.components(ScalableTier.Replaceable.class, "whole tiers of servers with 'grace', such as web")
                : targets.components(
                        ScalableTier.Resizable.class, "whole servers and databases with cores, such as web or db");
    }

    /** Returns a rolling update in which the next instances follow as soon as the previous ones are back. */
    private Deployment rollingUpdate() {
        return new Deployment(
                "",
                by.orElse(1),
                1,
                Optional.of(startup.orElse(STARTUP)),
                DrainFault.nanos(grace),
                false,
                Optional.empty());
    }
}
