package dev.brownout.fault;

import dev.brownout.host.FailureMode;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;

@Kind("hang")
@Doc("The process accepts connections and never answers: a TCP check passes, an HTTP check fails.")
@ModelSheet(leftOut = "What made it hang. When the hang ends, what waited is answered, to nobody.")
@Example("""
        faults:
          - at 4m: hang web/1 for 1m
        """)
public record HangFault() implements FailureModeFault {
    @Override
    public FailureMode mode() {
        return FailureMode.HANG;
    }
}
