package dev.brownout.fault;

import dev.brownout.host.Host;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.fault.HostFault;

/** Replacement of a host by a new one without the faults of the old one. */
@Kind("replace")
@Doc("Replaces each node by a new one with empty memory. Faults of the old node end, and "
        + "its calls in flight are reset.")
@ModelSheet(
        leftOut = "Provisioning time: the new node serves immediately; put the time into 'at', or "
                + "after 'after' of an alert. Volumes are kept with their data. A node that is "
                + "starting or removed is left to its tier. The analytical model ignores replacements "
                + "by alerts, and has no estimate of a tier from a replacement by the fault timeline "
                + "until the faults of its nodes would have ended.")
@Example("""
        faults:
          - at 4m: power-off web/1
          - at 6m: replace web/down
        """)
public record ReplaceFault() implements FaultSpec, HostFault {
    @Override
    public Sentence label(String name) {
        return Sentence.of("{} replaced", name);
    }

    @Override
    public boolean renewsHosts() {
        return true;
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.hosts().stream().filter(host -> host.membership().hasProcess()).forEach(Host::renew);
    }

    @Override
    public void end(FaultTargets targets) {}
}
