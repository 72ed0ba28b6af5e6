package dev.brownout.fault;

import dev.brownout.node.FailureMode;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.ModelSheet;

@Kind("blackhole")
@Doc("The network of the machine swallows everything: silence until the caller's own timeout; memory is kept.")
@ModelSheet(leftOut = "One direction only: nothing comes in, and nothing goes out.")
@Example("""
        faults:
          - at 4m: blackhole web/1 for 30s
        """)
public record BlackholeFault() implements FailureModeSpec {
    @Override
    public String label(String what) {
        return what + " cut off";
    }

    @Override
    public FailureMode mode() {
        return FailureMode.BLACKHOLE;
    }
}
