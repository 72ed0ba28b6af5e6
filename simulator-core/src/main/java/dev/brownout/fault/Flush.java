package dev.brownout.fault;

import dev.brownout.spec.Component;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FaultSpec;
import dev.brownout.spec.FaultTargets;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Sheet;

/** What is only kept for speed is dropped once, such as the entries of a cache. */
@Kind("flush")
@Doc("What is only kept for speed is dropped once, such as the entries of a cache.")
@Sheet(leftOut = "The time that dropping takes.")
@Example("""
        faults:
          - at 4m: flush cache
        """)
public record Flush() implements FaultSpec {
    @Override
    public void begin(FaultTargets targets) {
        targets.components().forEach(Component::flush);
    }

    @Override
    public void end(FaultTargets targets) {}
}
