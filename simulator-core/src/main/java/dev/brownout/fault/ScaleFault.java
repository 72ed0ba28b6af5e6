package dev.brownout.fault;

import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.MachineCount;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.ScalableTier;
import dev.brownout.spi.ScalableTier.Deployment;
import dev.brownout.spi.fault.ScalingFault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Scaling of a tier to another number of instances, or of its instances to another number of cores. */
@Kind("scale")
@Doc("A tier gets another number of machines in each of its regions: new ones come, those too many drain and go. With"
        + " cores behind the number, machines of servers get another size, one after the other unless said: each"
        + " drains, stops, and starts with so many cores and nothing in memory, as a machine of a cloud does. Balancers"
        + " spread as before, also while machines are of two sizes. Nodes of a database get it in all shards at a time,"
        + " in each the replicas first and the primary last: a node is killed, and is away for its startup; whether"
        + " another one takes over from the primary meanwhile says failover. The next one goes when the last one is"
        + " back and has applied what had been committed by then.")
@ModelSheet(
        leftOut =
                "Which machine goes: always the one with the highest number. A machine that drains does not turn back; "
                        + "one that is wanted in its place comes when it is gone. A primary that hands over before it"
                        + " goes, where here its absence has to be noticed; a database that waits for what is under"
                        + " way ('grace'); a standby that is resized beside and swapped. A node that never catches up"
                        + " has the others of its shard wait for ever. Another size of caches and stores. What"
                        + " paper says of another size holds once all machines have it: it does not know of those"
                        + " that are away meanwhile.")
@Example("""
        faults:
          - at 4m: scale web to 6
          - at 9m: scale web to 16 cores
        """)
public record ScaleFault(
        @Doc("Machines in each region, or cores of each machine.") @AtLeast(1) @AtMost(MachineCount.MOST)
        int nodes,

        @Doc("What there are to be so many of.") @Default("machines")
        CountBasis counted,

        @Doc("With cores: machines at a time, of a database in each shard, the next when these are back; 1 unless"
                + " said.")
        @AtLeast(1)
        @AtMost(MachineCount.MOST)
        Optional<Integer> by,

        @Doc("With cores: from when a machine has stopped to its service with another size; 2m unless said.")
        @DefaultSource(
                "EC2 changes the type of a machine that is stopped; a virtual machine takes 60 s to 180 s to come. A"
                        + " database of RDS in one zone is away for 5 to 15 minutes, one with a standby for 60 s to"
                        + " 120 s (AWS Knowledge Center, rds-performance-impact)")
        Optional<Distribution> startup,

        @Doc("With cores of servers: how long a machine may finish what it has before it stops; 30s unless said.")
        @AtLeast(0)
        @DefaultSource("Kubernetes: terminationGracePeriodSeconds")
        Optional<Duration> grace)
        implements ScalingFault {
    private static final Distribution STARTUP = new ConstantDistribution(120_000_000_000L);
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** Unit of the requested number. */
    public enum CountBasis {
        /** Instances of a tier. */
        @Doc("Machines in each region: it scales out and in.")
        MACHINES,
        /** Cores of an instance. */
        @Doc("Processors of each machine: it scales up and down.")
        CORES
    }

    /**
     * Validates the options.
     *
     * @throws IllegalArgumentException if by, startup or grace is set for a number of machines
     */
    public ScaleFault {
        if (counted == CountBasis.MACHINES && (by.isPresent() || startup.isPresent() || grace.isPresent())) {
            throw new IllegalArgumentException("'by', 'startup' and 'grace' go with cores, as in scale web to 16 cores:"
                    + " machines that come and go have those of 'autoscale'");
        }
    }

    /** Creates a fault that scales a tier to {@code nodes} instances. */
    public ScaleFault(int nodes) {
        this(nodes, CountBasis.MACHINES, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    public String label(String what) {
        return what + " scaled to " + nodes + (counted == CountBasis.MACHINES ? "" : nodes == 1 ? " core" : " cores");
    }

    @Override
    public OptionalInt nodesWanted() {
        return counted == CountBasis.MACHINES ? OptionalInt.of(nodes) : OptionalInt.empty();
    }

    @Override
    public OptionalInt coresWanted() {
        return counted == CountBasis.CORES ? OptionalInt.of(nodes) : OptionalInt.empty();
    }

    @Override
    public void begin(FaultTargets targets) {
        if (counted == CountBasis.CORES) {
            resized(targets).forEach(tier -> tier.resize(nodes, how()));
        } else {
            targets.tiers().forEach(tier -> tier.scale(nodes));
        }
    }

    @Override
    public void end(FaultTargets targets) {
        if (counted == CountBasis.CORES) {
            resized(targets).forEach(tier -> tier.cancelResize(nodes, how()));
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
                ? targets.components(
                        ScalableTier.Replaceable.class, "whole tiers of servers where it says 'grace', such as web")
                : targets.components(
                        ScalableTier.Resizable.class,
                        "whole servers and databases where it is about cores, such as web or db");
    }

    /** Returns a rolling update in which the next instances follow as soon as the previous ones are back. */
    private Deployment how() {
        return new Deployment(
                "",
                by.orElse(1),
                1,
                Optional.of(startup.orElse(STARTUP)),
                grace.orElse(GRACE).toNanos(),
                false);
    }
}
