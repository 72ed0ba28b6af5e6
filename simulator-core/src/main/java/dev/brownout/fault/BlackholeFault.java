package dev.brownout.fault;

import dev.brownout.host.FailureMode;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;

@Kind("blackhole")
@Doc("The network of the machine swallows everything: silence until the caller's own timeout; memory is kept.")
@ModelSheet(leftOut = "One direction only: nothing comes in, and nothing goes out.")
@Example("""
        faults:
          - at 4m: blackhole web/1 for 30s
        """)
public record BlackholeFault() implements FailureModeFault {
    @Override
    public FailureMode mode() {
        return FailureMode.BLACKHOLE;
    }
}
