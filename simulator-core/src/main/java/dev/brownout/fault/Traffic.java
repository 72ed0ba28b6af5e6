package dev.brownout.fault;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Factor;
import dev.brownout.spec.FaultSpec;
import dev.brownout.spec.FaultTargets;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Sheet;

/** Users send that many times as much. */
@Kind("traffic")
@Doc("Users send that many times as much, such as x3.")
@Sheet(leftOut = "Which users come: all requests grow alike.")
@Example("""
        faults:
          - at 4m: traffic x3 for 5m
        """)
public record Traffic(
        @Doc("How many times the load.") @AtLeast(0) @AtMost(1_000_000)
        Factor factor) implements FaultSpec {
    @Override
    public double loadFactor() {
        return factor.times();
    }

    @Override
    public boolean aimed() {
        return false;
    }

    @Override
    public void begin(FaultTargets targets) {}

    @Override
    public void end(FaultTargets targets) {}
}
