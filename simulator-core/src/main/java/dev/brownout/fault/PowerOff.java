package dev.brownout.fault;

import dev.brownout.node.Host;
import dev.brownout.spec.Doc;
import dev.brownout.spec.FaultSpec;
import dev.brownout.spec.FaultTargets;
import dev.brownout.spec.Kind;

/** The machine loses power: silence until the caller's own timeout; memory and what was in flight are lost. */
@Kind("power-off")
@Doc("The machine loses power: silence until the caller's own timeout; memory and what was in flight are lost.")
public record PowerOff() implements FaultSpec {
    @Override
    public boolean stops() {
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
