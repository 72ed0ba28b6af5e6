package dev.brownout.fault;

import dev.brownout.host.FailureMode;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;

@Kind("power-off")
@Doc("The machine loses power: silence until the caller's own timeout; memory and what was in flight are lost.")
@ModelSheet(leftOut = "What booting costs: when the power is back, the machine serves at once.")
@Example("""
        faults:
          - at 4m: power-off db/primary for 2m as outage
        """)
public record PowerOffFault() implements FailureModeFault {
    @Override
    public FailureMode mode() {
        return FailureMode.POWER_OFF;
    }
}
