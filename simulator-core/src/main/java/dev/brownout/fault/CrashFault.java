package dev.brownout.fault;

import dev.brownout.host.FailureMode;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;

@Kind("crash")
@Doc("The process dies and its node refuses new calls immediately. Calls in flight are reset, and memory is lost.")
@ModelSheet(leftOut = "Start-up time: when the crash ends, the process serves immediately, with empty memory.")
@Example("""
        faults:
          - at 4m: crash web/1 for 72s as outage
        """)
public record CrashFault() implements FailureModeFault {
    @Override
    public FailureMode mode() {
        return FailureMode.CRASH;
    }
}
