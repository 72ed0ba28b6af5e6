package dev.brownout.fault;

import dev.brownout.vocabulary.AtLeast;
import dev.brownout.vocabulary.AtMost;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.ModelSheet;
import dev.brownout.wiring.FaultSpec;
import dev.brownout.wiring.FaultTargets;
import java.time.Duration;

/** Clocks are set forward or back at once, as a daemon does that steps them. */
@Kind("clock-jump")
@Doc("The machines' clocks are set forward, or back by a negative time such as -50ms; at the end the other way.")
@ModelSheet(leftOut = "Slewing, which lets a clock run slower instead of setting it back.")
@Example("""
        faults:
          - at 4m: clock-jump ids/1 -50ms
        """)
public record ClockJumpFault(
        @Doc("By how much.") @AtLeast(-3_600_000_000_000L) @AtMost(3_600_000_000_000L)
        Duration by) implements FaultSpec {
    @Override
    public String label(String what) {
        return "clock of " + what + " jumps";
    }

    @Override
    public long clockErrorNanos(long heldNanos) {
        return Math.abs(by.toNanos());
    }

    @Override
    public long clockAheadNanos() {
        return by.toNanos();
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
