package dev.brownout.fault;

import dev.brownout.random.Distribution;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.ScalableTier.DrainStart;
import dev.brownout.spi.ScalableTier.Interruption;
import dev.brownout.spi.ScalableTier.ReplacementStart;
import dev.brownout.spi.fault.TierFault;
import java.time.Duration;
import java.util.Optional;

/** Interruption of instances by their provider: a notice, and the loss of the instance at its end. */
@Kind("interrupt")
@Doc("The provider takes nodes of servers away, as spot instances: each gets a notice, and is lost when the notice "
        + "ends, with its calls in flight. With the notice it drains like a node that is asked to stop, by 'pre_stop' "
        + "and 'grace' of the server, and its replacement starts; both can be set otherwise. 'web/50%' interrupts half "
        + "of the nodes. Disruption budgets do not limit interruptions.")
@ModelSheet(
        models = "With a rebalance recommendation the fault begins with it, and the notice follows. A replacement has "
                + "a number of its own and starts while the old node is still there; it takes the startup of "
                + "'autoscale', or no time without 'autoscale', unless 'startup' is given. The balancer learns of the "
                + "drain and of the loss as of any other.",
        leftOut = "Placement: a replacement is always found, in the region of the node. Price of spot capacity over "
                + "time. Hibernation. Nodes of kinds other than server. The analytical model ignores interruptions.",
        sources = {
            "Amazon EC2 User Guide, Spot Instance interruption notices; EC2 instance rebalance recommendations.",
            "Karpenter documentation, Disruption: the node is drained and a new one starts with the notice."
        })
@Example("""
        faults:
          - at 4m: interrupt web/50% notice=2m startup=90s
        """)
public record InterruptFault(
        @Doc("Time from the notice to the loss of the node.")
        @Default("2m")
        @AtLeast(0)
        @DefaultSource("Amazon EC2 User Guide, Spot Instance interruption notices: two minutes; Google Compute Engine "
                + "and Azure: 30 seconds")
        Duration notice,

        @Doc("Time from a rebalance recommendation, with which the fault then begins, to the notice. Default: no "
                + "recommendation.")
        @AtLeast(1)
        @DefaultSource("Amazon EC2 User Guide, EC2 instance rebalance recommendations")
        Optional<Duration> rebalance,

        @Doc("Start of the replacement.") @Default("at-signal")
        ReplacementStart replacement,

        @Doc("Start of the drain.") @Default("at-notice") DrainStart drain,

        @Doc("Start-up time of the replacement; default: the startup of 'autoscale', or 0 without 'autoscale'.")
        Optional<Distribution> startup)
        implements FaultSpec, TierFault {
    /**
     * Validates the combination.
     *
     * @throws IllegalArgumentException if the drain waits for a replacement that starts after the loss
     */
    public InterruptFault {
        Interruption.check(replacement, drain);
    }

    @Override
    public Sentence label(String name) {
        return Sentence.of("{} interrupted", name);
    }

    @Override
    public boolean removesHosts() {
        return true;
    }

    @Override
    public int spares(int nodes) {
        return replacement == ReplacementStart.AT_SIGNAL ? nodes : 0;
    }

    @Override
    public boolean interruptsHosts() {
        return true;
    }

    private Interruption interruption() {
        return new Interruption(
                rebalance.map(Duration::toNanos).orElse(0L), notice.toNanos(), replacement, drain, startup);
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.replaceable().forEach((tier, machines) -> tier.interruptions().begin(machines, interruption()));
    }

    @Override
    public void end(FaultTargets targets) {
        targets.replaceable().forEach((tier, machines) -> tier.interruptions().end(machines, interruption()));
    }
}
