package dev.brownout.fault;

import dev.brownout.host.FailureMode;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;

@Kind("power-off")
@Doc("The node loses power: callers run into their own timeouts. Memory and calls in flight are lost.")
@ModelSheet(leftOut = "Boot time: when the power is back, the node serves immediately.")
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
