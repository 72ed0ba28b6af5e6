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
@Doc("Machines of servers are taken out of service: each takes no new calls from then on, finishes what it has, and"
        + " stops as soon as the last call has ended; a machine that is not done when its grace ends is killed. A"
        + " balancer with 'discovery_delay' goes on sending calls to it for that long, which are refused. When the"
        + " fault ends the machines start anew, with nothing in memory.")
@ModelSheet(
        leftOut = "The delay until clients without a balancer hear of it: they know at once. A preStop hook of"
                + " Kubernetes, which keeps the process open until balancers have heard; 'redispatch' of the"
                + " balancer is another remedy. Machines of other kinds than servers: 'scale' takes those of a cache"
                + " out. A machine with sticky sessions takes calls until these are over or its grace ends, as users"
                + " with a cookie are led to it.")
@Example("""
        faults:
          - at 9m: drain web/1 for 5m as maintenance
        """)
public record DrainFault(
        @Doc("How long a machine may finish what it has before it is killed.")
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
