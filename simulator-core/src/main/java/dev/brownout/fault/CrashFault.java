package dev.brownout.fault;

import dev.brownout.host.FailureMode;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;

@Kind("crash")
@Doc("The process dies and its machine says so: refused at once, what was in flight is reset; memory is lost.")
@ModelSheet(leftOut = "What starting costs: when the crash ends, the machine serves at once, with nothing in memory.")
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
