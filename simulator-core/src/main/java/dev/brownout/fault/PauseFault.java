package dev.brownout.fault;

import dev.brownout.host.FailureMode;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;

@Kind("pause")
@Doc("All processing on the node pauses and then continues: no responses during the "
        + "pause, then a burst of late ones.")
@ModelSheet(leftOut = "The cause of the pause, such as a garbage collection or a snapshot of the node.")
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
