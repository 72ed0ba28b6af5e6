package dev.brownout.fault;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.fault.HostRemovalFault;
import java.time.Duration;

/** Graceful removal of instances from service: each finishes its calls in flight and stops. */
@Kind("drain")
@Doc("Takes nodes of servers out of service. A draining node accepts no new calls, "
        + "finishes its calls in flight, and stops after the last of them; it is killed when "
        + "its grace period ends. A load balancer with 'discovery_delay' continues to send "
        + "calls to it during that delay; these are refused. When the fault ends, the nodes "
        + "start again with empty memory.")
@ModelSheet(
        leftOut = "The discovery delay of clients without a load balancer: they learn of it "
                + "immediately. A preStop hook of Kubernetes, which keeps the process open during the "
                + "discovery delay; 'redispatch' of the load balancer is an alternative. Nodes of "
                + "kinds other than server: 'scale' removes nodes of a cache. A node with sticky "
                + "sessions accepts their calls until they end or its grace period ends.")
@Example("""
        faults:
          - at 9m: drain web/1 for 5m as maintenance
        """)
public record DrainFault(
        @Doc("Drain period: time for calls in flight before the node is killed.")
        @Default("30s")
        @AtLeast(0)
        @DefaultSource("Kubernetes: terminationGracePeriodSeconds")
        Duration grace)
        implements ProcessRestartFault, HostRemovalFault {
    @Override
    public String label(String what) {
        return what + " drained";
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.replaceable().forEach((tier, machines) -> tier.drain(machines, grace.toNanos()));
    }

    @Override
    public void end(FaultTargets targets) {
        targets.replaceable().forEach((tier, machines) -> tier.cancelDrain(machines));
    }
}
