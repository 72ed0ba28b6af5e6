package dev.brownout.fault;

import dev.brownout.sentence.Sentence;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.component.FlushableCache;

@Kind("flush")
@Doc("Drops cached data once, such as the entries of a cache or the initialized instances of a function.")
@ModelSheet(leftOut = "The duration of the flush.")
@Example("""
        faults:
          - at 4m: flush cache
        """)
public record FlushFault() implements FaultSpec {
    @Override
    public Sentence label(String name) {
        return Sentence.of("{} flushed", name);
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.components().stream()
                .flatMap(component -> FlushableCache.of(component).stream())
                .forEach(FlushableCache::flush);
    }

    @Override
    public void end(FaultTargets targets) {}
}
