package dev.brownout.fault;

import dev.brownout.host.FailureMode;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;

@Kind("blackhole")
@Doc("The node drops all network traffic: callers run into their own timeouts. Memory is kept.")
@ModelSheet(leftOut = "Loss in one direction only: both directions are blocked.")
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
