package dev.brownout.fault;

import dev.brownout.node.Host;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.Sheet;
import dev.brownout.wiring.FaultSpec;
import dev.brownout.wiring.FaultTargets;

/** The process accepts connections and never answers: a TCP check passes, an HTTP check fails. */
@Kind("hang")
@Doc("The process accepts connections and never answers: a TCP check passes, an HTTP check fails.")
@Sheet(leftOut = "What made it hang. When the hang ends, what waited is answered, to nobody.")
@Example("""
        faults:
          - at 4m: hang web/1 for 1m
        """)
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
