package dev.brownout.fault;

import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.ModelSheet;
import dev.brownout.wiring.Component;
import dev.brownout.wiring.FaultSpec;
import dev.brownout.wiring.FaultTargets;

@Kind("flush")
@Doc("What is only kept for speed is dropped once, such as the entries of a cache.")
@ModelSheet(leftOut = "The time that dropping takes.")
@Example("""
        faults:
          - at 4m: flush cache
        """)
public record FlushFault() implements FaultSpec {
    @Override
    public String label(String what) {
        return what + " flushed";
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.components().forEach(Component::flush);
    }

    @Override
    public void end(FaultTargets targets) {}
}
