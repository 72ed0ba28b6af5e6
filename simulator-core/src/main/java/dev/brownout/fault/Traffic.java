package dev.brownout.fault;

import dev.brownout.vocabulary.AtLeast;
import dev.brownout.vocabulary.AtMost;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Factor;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.Sheet;
import dev.brownout.wiring.FaultSpec;
import dev.brownout.wiring.FaultTargets;

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
    public String label(String what) {
        return "traffic " + factor;
    }

    @Override
    public double loadFactor() {
        return factor.times();
    }

    @Override
    public boolean anyTime() {
        return false;
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
