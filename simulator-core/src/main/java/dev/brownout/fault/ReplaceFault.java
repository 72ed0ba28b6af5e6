package dev.brownout.fault;

import dev.brownout.host.Host;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.fault.RenewalFault;

/** Replacement of a host by a new one without the faults of the old one. */
@Kind("replace")
@Doc("A new machine takes the place of each, with nothing in memory: what was wrong with the old one is over, and what"
        + " was in flight is reset.")
@ModelSheet(
        leftOut = "How long a new machine takes to come: it serves at once, so the time stands in 'at', or behind"
                + " 'after' of an alert. Volumes go with it: what was stored is still there. A machine that is starting"
                + " or out is left to its tier. On paper what an alert replaces, and when: runs alone tell; a machine"
                + " that the fault timeline replaces is there from then on, but warm.")
@Example("""
        faults:
          - at 4m: power-off web/1
          - at 6m: replace web/down
        """)
public record ReplaceFault() implements RenewalFault {
    @Override
    public String label(String what) {
        return what + " replaced";
    }

    @Override
    public boolean renewsHost() {
        return true;
    }

    @Override
    public long newProcessNanos(int position, long heldNanos) {
        return 0;
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.hosts().stream().filter(host -> host.membership().hasProcess()).forEach(Host::renew);
    }

    @Override
    public void end(FaultTargets targets) {}
}
