package dev.brownout.fault;

import dev.brownout.node.Host;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.Sheet;
import dev.brownout.wiring.FaultSpec;
import dev.brownout.wiring.FaultTargets;

/** The machine loses power: silence until the caller's own timeout; memory and what was in flight are lost. */
@Kind("power-off")
@Doc("The machine loses power: silence until the caller's own timeout; memory and what was in flight are lost.")
@Sheet(leftOut = "What booting costs: when the power is back, the machine serves at once.")
@Example("""
        faults:
          - at 4m: power-off db/primary for 2m as outage
        """)
public record PowerOff() implements FaultSpec {
    @Override
    public boolean stops() {
        return true;
    }

    @Override
    public boolean restarts() {
        return true;
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.hosts().forEach(Host::powerOff);
    }

    @Override
    public void end(FaultTargets targets) {
        targets.hosts().forEach(Host::powerOn);
    }
}
