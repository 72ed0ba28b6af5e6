package dev.brownout.fault;

import dev.brownout.network.Link;
import dev.brownout.spec.Doc;
import dev.brownout.spec.FaultSpec;
import dev.brownout.spec.FaultTargets;
import dev.brownout.spec.Kind;

/** Both sides are alive and cannot talk: silence across, in both directions. */
@Kind("partition")
@Doc("Both sides are alive and cannot talk: silence across, in both directions.")
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
