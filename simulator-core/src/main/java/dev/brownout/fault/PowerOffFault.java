package dev.brownout.fault;

import dev.brownout.node.FailureMode;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.ModelSheet;

@Kind("power-off")
@Doc("The machine loses power: silence until the caller's own timeout; memory and what was in flight are lost.")
@ModelSheet(leftOut = "What booting costs: when the power is back, the machine serves at once.")
@Example("""
        faults:
          - at 4m: power-off db/primary for 2m as outage
        """)
public record PowerOffFault() implements FailureModeSpec {
    @Override
    public String label(String what) {
        return what + " off";
    }

    @Override
    public FailureMode mode() {
        return FailureMode.POWER_OFF;
    }
}
