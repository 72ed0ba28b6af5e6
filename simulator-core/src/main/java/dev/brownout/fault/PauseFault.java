package dev.brownout.fault;

import dev.brownout.node.FailureMode;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.ModelSheet;

@Kind("pause")
@Doc("Everything on the machine stands still, then goes on: silence, then a burst of late answers.")
@ModelSheet(leftOut = "What made it pause, such as a garbage collection or a snapshot of the machine.")
@Example("""
        faults:
          - at 4m: pause db/primary for 8s
        """)
public record PauseFault() implements FailureModeSpec {
    @Override
    public String label(String what) {
        return what + " paused";
    }

    @Override
    public FailureMode mode() {
        return FailureMode.PAUSE;
    }

    @Override
    public boolean hitsParts() {
        return true;
    }
}
