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

/** Clocks of hosts run fast at a constant rate. */
@Kind("clock-drift")
@Doc("The clocks of the nodes run fast by a share such as 200ppm. At the end of the fault they keep their offset.")
@ModelSheet(
        leftOut = "Slow clocks, and the correction of a clock: use clock-jump.",
        sources = "RFC 5905, Network Time Protocol: an assumed drift of 15 ppm, 500 ppm at most; "
                + "Corbett et al., Spanner, OSDI 2012: an assumed drift of 200 ppm between two "
                + "synchronizations.")
@Example("""
        faults:
          - at 4m: clock-drift ids/1 200ppm
        """)
public record ClockDriftFault(
        @Doc("Drift rate: the gained share of the elapsed time.")
        Share by) implements FaultSpec, HostFault {
    @Override
    public Sentence label(String name) {
        return Sentence.of("clock of {} drifts {}", name, by);
    }

    @Override
    public long clockErrorNanos(long heldNanos) {
        return (long) Math.ceil(by.ratio() * heldNanos);
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.clocks().forEach(clock -> clock.drift(by.ratio()));
    }

    @Override
    public void end(FaultTargets targets) {
        targets.clocks().forEach(clock -> clock.drift(-by.ratio()));
    }
}
