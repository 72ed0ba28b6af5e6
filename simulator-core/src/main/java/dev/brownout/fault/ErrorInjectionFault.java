package dev.brownout.fault;

import dev.brownout.sentence.Sentence;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spec.Share;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.fault.HostFault;

@Kind("errors")
@Doc("A share of the calls, such as 20%, fails immediately. Health checks pass, and "
        + "least-connections balancing prefers the node.")
@ModelSheet(leftOut = "Errors that depend on the request: each call fails independently.")
@Example("""
        faults:
          - at 4m: errors web/1 20% for 1m
        """)
public record ErrorInjectionFault(
        @Doc("Share of failing calls.") Share share) implements FaultSpec, HostFault {
    @Override
    public Sentence label(String name) {
        return Sentence.of("{} of calls to {} fail", share, name);
    }

    @Override
    public double failureShare() {
        return share.ratio();
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.hosts().forEach(host -> host.fail(share.ratio()));
    }

    @Override
    public void end(FaultTargets targets) {
        targets.hosts().forEach(host -> host.endFail(share.ratio()));
    }
}
