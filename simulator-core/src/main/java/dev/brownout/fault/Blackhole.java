package dev.brownout.fault;

import dev.brownout.node.Host;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.Sheet;
import dev.brownout.wiring.FaultSpec;
import dev.brownout.wiring.FaultTargets;

/** The network of the machine swallows everything: silence until the caller's own timeout; memory is kept. */
@Kind("blackhole")
@Doc("The network of the machine swallows everything: silence until the caller's own timeout; memory is kept.")
@Sheet(leftOut = "One direction only: nothing comes in, and nothing goes out.")
@Example("""
        faults:
          - at 4m: blackhole web/1 for 30s
        """)
public record Blackhole() implements FaultSpec {
    @Override
    public boolean stops() {
        return true;
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.hosts().forEach(Host::blackhole);
    }

    @Override
    public void end(FaultTargets targets) {
        targets.hosts().forEach(Host::endBlackhole);
    }
}
