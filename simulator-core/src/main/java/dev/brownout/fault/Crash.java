package dev.brownout.fault;

import dev.brownout.node.Host;
import dev.brownout.spec.Doc;
import dev.brownout.spec.FaultSpec;
import dev.brownout.spec.FaultTargets;
import dev.brownout.spec.Kind;

/** The process dies and its machine says so: refused at once, what was in flight is reset; memory is lost. */
@Kind("crash")
@Doc("The process dies and its machine says so: refused at once, what was in flight is reset; memory is lost.")
public record Crash() implements FaultSpec {
    @Override
    public boolean stops() {
        return true;
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.hosts().forEach(Host::crash);
    }

    @Override
    public void end(FaultTargets targets) {
        targets.hosts().forEach(Host::restart);
    }
}
