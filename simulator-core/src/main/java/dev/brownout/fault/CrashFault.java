package dev.brownout.fault;

import dev.brownout.node.FailureMode;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.ModelSheet;

@Kind("crash")
@Doc("The process dies and its machine says so: refused at once, what was in flight is reset; memory is lost.")
@ModelSheet(leftOut = "What starting costs: when the crash ends, the machine serves at once, with nothing in memory.")
@Example("""
        faults:
          - at 4m: crash web/1 for 72s as outage
        """)
public record CrashFault() implements FailureModeSpec {
    @Override
    public String label(String what) {
        return what + " crashed";
    }

    @Override
    public FailureMode mode() {
        return FailureMode.CRASH;
    }
}
