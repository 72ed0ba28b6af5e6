package dev.brownout.fault;

import dev.brownout.network.Link;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FaultSpec;
import dev.brownout.spec.FaultTargets;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Sheet;

/** Both sides are alive and cannot talk: silence across, in both directions. */
@Kind("partition")
@Doc("Both sides are alive and cannot talk: silence across, in both directions.")
@Sheet(leftOut = "One direction only, and a part of the messages: use degrade for a loss.")
@Example("""
        faults:
          - at 4m: partition region/east ~ region/west for 20s as split
        """)
public record Partition() implements FaultSpec {
    @Override
    public void begin(FaultTargets targets) {
        targets.links().forEach(Link::cut);
    }

    @Override
    public void end(FaultTargets targets) {
        targets.links().forEach(Link::mend);
    }
}
