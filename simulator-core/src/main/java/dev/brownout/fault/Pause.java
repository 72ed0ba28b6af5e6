package dev.brownout.fault;

import dev.brownout.node.Host;
import dev.brownout.spec.Doc;
import dev.brownout.spec.FaultSpec;
import dev.brownout.spec.FaultTargets;
import dev.brownout.spec.Kind;

/** Everything on the machine stands still, then goes on: silence, then a burst of late answers. */
@Kind("pause")
@Doc("Everything on the machine stands still, then goes on: silence, then a burst of late answers.")
public record Pause() implements FaultSpec {
    @Override
    public boolean stops() {
        return true;
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.hosts().forEach(Host::pause);
    }

    @Override
    public void end(FaultTargets targets) {
        targets.hosts().forEach(Host::resume);
    }
}
