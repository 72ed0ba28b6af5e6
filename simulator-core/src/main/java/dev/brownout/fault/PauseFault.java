package dev.brownout.fault;

import dev.brownout.host.FailureMode;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;

@Kind("pause")
@Doc("Everything on the machine stands still, then goes on: silence, then a burst of late answers.")
@ModelSheet(leftOut = "What made it pause, such as a garbage collection or a snapshot of the machine.")
@Example("""
        faults:
          - at 4m: pause db/primary for 8s
        """)
public record PauseFault() implements FailureModeFault {
    @Override
    public FailureMode mode() {
        return FailureMode.PAUSE;
    }
}
