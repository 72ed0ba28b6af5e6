package dev.brownout.fault;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spec.Share;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.fault.ClockFault;

/** Clocks of hosts run fast at a constant rate. */
@Kind("clock-drift")
@Doc("The machines' clocks run fast by a share such as 200ppm; what they have gained by the end they keep.")
@ModelSheet(
        leftOut = "Clocks that run slow, and being set right again: use clock-jump.",
        sources = "RFC 5905, Network Time Protocol: 15 ppm assumed of a clock, 500 ppm at most; "
                + "Corbett et al., Spanner, OSDI 2012: 200 ppm assumed between two looks at the time.")
@Example("""
        faults:
          - at 4m: clock-drift ids/1 200ppm
        """)
public record ClockDriftFault(
        @Doc("By how much of the time.") Share by) implements ClockFault {
    @Override
    public String label(String what) {
        return "clock of " + what + " drifts " + by;
    }

    @Override
    public long clockAheadNanos() {
        return 0;
    }

    @Override
    public double clockDrift() {
        return by.ratio();
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
