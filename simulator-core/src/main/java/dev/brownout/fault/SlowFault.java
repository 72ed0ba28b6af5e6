package dev.brownout.fault;

import dev.brownout.vocabulary.AtLeast;
import dev.brownout.vocabulary.AtMost;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Factor;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.ModelSheet;
import dev.brownout.wiring.FaultSpec;
import dev.brownout.wiring.FaultTargets;

@Kind("slow")
@Doc("All work takes that many times as long, such as x10; health checks pass.")
@ModelSheet(leftOut = "Which part of the work is slow: all of it is, or that of its disk where that is hit alone.")
@Example("""
        faults:
          - at 4m: slow web/1 x10 for 1m
        """)
public record SlowFault(
        @Doc("How many times as long work takes.") @AtLeast(0) @AtMost(1_000_000)
        Factor factor) implements FaultSpec {
    @Override
    public String label(String what) {
        return what + " slow " + factor;
    }

    @Override
    public double slowdown() {
        return factor.times();
    }

    @Override
    public boolean hitsParts() {
        return true;
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.hosts().forEach(host -> host.slow(factor.times()));
    }

    @Override
    public void end(FaultTargets targets) {
        targets.hosts().forEach(host -> host.endSlow(factor.times()));
    }
}
