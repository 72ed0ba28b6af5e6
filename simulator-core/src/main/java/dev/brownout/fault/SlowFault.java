package dev.brownout.fault;

import dev.brownout.sentence.Sentence;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Factor;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.fault.HostFault;

@Kind("slow")
@Doc("All work takes longer by a factor such as x10. Health checks pass.")
@ModelSheet(leftOut = "Slowness of a part of the work: all of it is slow, or only the disk if the disk is the target.")
@Example("""
        faults:
          - at 4m: slow web/1 x10 for 1m
        """)
public record SlowFault(
        @Doc("Factor by which work takes longer.") @AtLeast(0) @AtMost(1_000_000)
        Factor factor) implements FaultSpec, HostFault {
    @Override
    public Sentence label(String name) {
        return Sentence.of("{} slow {}", name, factor);
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
