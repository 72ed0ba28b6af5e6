package dev.brownout.fault;

import dev.brownout.node.Host;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FaultSpec;
import dev.brownout.spec.FaultTargets;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Sheet;

/** Everything on the machine stands still, then goes on: silence, then a burst of late answers. */
@Kind("pause")
@Doc("Everything on the machine stands still, then goes on: silence, then a burst of late answers.")
@Sheet(leftOut = "What made it pause, such as a garbage collection or a snapshot of the machine.")
@Example("""
        faults:
          - at 4m: pause db/primary for 8s
        """)
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
