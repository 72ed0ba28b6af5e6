package dev.brownout.fault;

import dev.brownout.node.Host;
import dev.brownout.spec.Doc;
import dev.brownout.spec.FaultSpec;
import dev.brownout.spec.FaultTargets;
import dev.brownout.spec.Kind;

/** The process accepts connections and never answers: a TCP check passes, an HTTP check fails. */
@Kind("hang")
@Doc("The process accepts connections and never answers: a TCP check passes, an HTTP check fails.")
public record Hang() implements FaultSpec {
    @Override
    public boolean stops() {
        return true;
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.hosts().forEach(Host::hang);
    }

    @Override
    public void end(FaultTargets targets) {
        targets.hosts().forEach(Host::endHang);
    }
}
