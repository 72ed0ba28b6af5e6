package dev.brownout.fault;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Factor;
import dev.brownout.spec.FaultSpec;
import dev.brownout.spec.FaultTargets;
import dev.brownout.spec.Kind;

/** Users send that many times as much. */
@Kind("traffic")
@Doc("Users send that many times as much, such as x3.")
public record Traffic(@Doc("How many times the load.") Factor factor) implements FaultSpec {
    @Override
    public double loadFactor() {
        return factor.times();
    }

    @Override
    public void begin(FaultTargets targets) {}

    @Override
    public void end(FaultTargets targets) {}
}
