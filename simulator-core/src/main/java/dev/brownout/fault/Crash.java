package dev.brownout.fault;

import dev.brownout.node.Host;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FaultSpec;
import dev.brownout.spec.FaultTargets;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Sheet;

/** The process dies and its machine says so: refused at once, what was in flight is reset; memory is lost. */
@Kind("crash")
@Doc("The process dies and its machine says so: refused at once, what was in flight is reset; memory is lost.")
@Sheet(leftOut = "What starting costs: when the crash ends, the machine serves at once, with nothing in memory.")
@Example("""
        faults:
          - at 4m: crash web/1 for 72s as outage
        """)
public record Crash() implements FaultSpec {
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
        targets.hosts().forEach(Host::crash);
    }

    @Override
    public void end(FaultTargets targets) {
        targets.hosts().forEach(Host::restart);
    }
}
