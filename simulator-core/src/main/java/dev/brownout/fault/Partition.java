package dev.brownout.fault;

import dev.brownout.network.Link;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.Sheet;
import dev.brownout.wiring.FaultSpec;
import dev.brownout.wiring.FaultTargets;

@Kind("partition")
@Doc("Both sides are alive and cannot talk: silence across, in both directions.")
@Sheet(leftOut = "One direction only, and a part of the messages: use degrade for a loss.")
@Example("""
        faults:
          - at 4m: partition region/east ~ region/west for 20s as split
        """)
public record Partition() implements FaultSpec {
    @Override
    public String label(String what) {
        return what + " cut";
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.links().forEach(Link::cut);
    }

    @Override
    public void end(FaultTargets targets) {
        targets.links().forEach(Link::mend);
    }
}
