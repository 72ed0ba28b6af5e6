package dev.brownout.fault;

import dev.brownout.vocabulary.AtLeast;
import dev.brownout.vocabulary.Default;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.Sheet;
import dev.brownout.vocabulary.Source;
import dev.brownout.wiring.FaultSpec;
import dev.brownout.wiring.FaultTargets;
import java.time.Duration;

/** Machines are taken out of service by those who run them, and finish what they have. */
@Kind("drain")
@Doc("Machines of servers are taken out of service: nothing new comes to them, they finish what they have, and go; a"
        + " machine that is not done when its grace ends is killed. When the fault ends they start anew, with nothing"
        + " in memory.")
@Sheet(
        leftOut = "How long balancers and clients take to hear of it: all know at once, where in truth some calls are"
                + " still sent to a process that ends already, for which people let it wait (preStop). Machines of"
                + " other kinds than servers: 'scale' takes those of a cache out. A user with a cookie goes on"
                + " coming to the machine that has his session, so that it has something to finish until its grace"
                + " ends.")
@Example("""
        faults:
          - at 9m: drain web/1 for 5m as maintenance
        """)
public record Drain(
        @Doc("How long a machine may finish what it has before it is killed.")
        @Default("30s")
        @AtLeast(0)
        @Source("Kubernetes: terminationGracePeriodSeconds")
        Duration grace)
        implements FaultSpec {
    @Override
    public String label(String what) {
        return what + " drained";
    }

    @Override
    public boolean stops() {
        return true;
    }

    @Override
    public boolean restarts() {
        return true;
    }

    @Override
    public boolean takesMachines() {
        return true;
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.replaceable().forEach((tier, machines) -> tier.drain(machines, grace.toNanos()));
    }

    @Override
    public void end(FaultTargets targets) {
        targets.replaceable().forEach((tier, machines) -> tier.undrain(machines));
    }
}
