package dev.brownout.fault;

import dev.brownout.sentence.Sentence;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.fault.TierFault;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Graceful removal of instances from service: each finishes its calls in flight and stops. */
@Kind("drain")
@Doc("Takes nodes of servers out of service. A draining node accepts no new calls, "
        + "finishes its calls in flight, and stops after the last of them; it is killed when "
        + "its grace period ends. Callers with a 'discovery_delay' continue to send calls to it "
        + "during that delay; these are refused, unless 'pre_stop' of the server is longer. A "
        + "drain waits while the 'disruption_budget' of the server does not allow it. When the "
        + "fault ends, the nodes start again with empty memory.")
@ModelSheet(
        leftOut = "Nodes of kinds other than server: 'scale' removes nodes of a cache. A node with "
                + "sticky sessions accepts their calls until they end or its grace period ends.")
@Example("""
        faults:
          - at 9m: drain web/1 for 5m as maintenance
        """)
public record DrainFault(
        @Doc("Drain period: time from the start of the drain until the node is killed; default: 'grace' of the server.")
        @AtLeast(0)
        @DefaultSource("Kubernetes: terminationGracePeriodSeconds")
        Optional<Duration> grace)
        implements ProcessRestartFault, TierFault {
    @Override
    public Sentence label(String name) {
        return Sentence.of("{} drained", name);
    }

    @Override
    public boolean removesHosts() {
        return true;
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.replaceable().forEach((tier, machines) -> tier.drain(machines, nanos(grace)));
    }

    /** Returns a grace period in nanoseconds; empty for that of the tier. */
    static OptionalLong nanos(Optional<Duration> grace) {
        return grace.map(time -> OptionalLong.of(time.toNanos())).orElse(OptionalLong.empty());
    }

    @Override
    public void end(FaultTargets targets) {
        targets.replaceable().forEach((tier, machines) -> tier.cancelDrain(machines));
    }
}
