package dev.brownout.fault;

import dev.brownout.host.FailureMode;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;

@Kind("hang")
@Doc("The process accepts connections and never responds: TCP health checks pass, HTTP health checks fail.")
@ModelSheet(
        leftOut = "The cause of the hang. When it ends, the waiting calls complete, although their "
                + "callers may have timed out.")
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
