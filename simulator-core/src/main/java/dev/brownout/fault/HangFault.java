package dev.brownout.fault;

import dev.brownout.node.FailureMode;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.ModelSheet;

@Kind("hang")
@Doc("The process accepts connections and never answers: a TCP check passes, an HTTP check fails.")
@ModelSheet(leftOut = "What made it hang. When the hang ends, what waited is answered, to nobody.")
@Example("""
        faults:
          - at 4m: hang web/1 for 1m
        """)
public record HangFault() implements FailureModeSpec {
    @Override
    public String label(String what) {
        return what + " hangs";
    }

    @Override
    public FailureMode mode() {
        return FailureMode.HANG;
    }

    @Override
    public boolean hitsParts() {
        return true;
    }
}
