package dev.brownout.fault;

import dev.brownout.sentence.Sentence;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.fault.HostFault;
import java.time.Duration;

/** Clocks of hosts step forward or back, as with a time daemon that steps the clock. */
@Kind("clock-jump")
@Doc("The clocks of the nodes are set forward, or back by a negative time such as -50ms. "
        + "The end of the fault reverses the jump.")
@ModelSheet(leftOut = "Slewing, which slows a clock instead of setting it back.")
@Example("""
        faults:
          - at 4m: clock-jump ids/1 -50ms
        """)
public record ClockJumpFault(
        @Doc("Size of the jump.") @AtLeast(-3_600_000_000_000L) @AtMost(3_600_000_000_000L)
        Duration by) implements FaultSpec, HostFault {
    @Override
    public Sentence label(String name) {
        return Sentence.of("clock of {} jumps", name);
    }

    @Override
    public long clockErrorNanos(long heldNanos) {
        return Math.abs(by.toNanos());
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.clocks().forEach(clock -> clock.jump(by.toNanos()));
    }

    @Override
    public void end(FaultTargets targets) {
        targets.clocks().forEach(clock -> clock.jump(-by.toNanos()));
    }
}
