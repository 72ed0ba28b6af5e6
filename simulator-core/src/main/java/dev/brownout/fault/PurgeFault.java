package dev.brownout.fault;

import dev.brownout.sentence.Sentence;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.ModelSheet;
import dev.brownout.spi.FaultSpec;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.component.FlushableCache;
import dev.brownout.spi.fault.DataFault;
import java.util.Optional;

/** Purge of the copies at the edges of a CDN, of one object or of all objects. */
@Kind("purge")
@Doc("Purges the edges of a CDN, of all objects or of one key, after the CDN's purge_delay.")
@ModelSheet(leftOut = "Failed purges, and limits on the number of purges.")
@Example("""
        faults:
          - at 4m: purge cdn
        """)
public record PurgeFault(
        @Doc("Key of the object, a number or a name; default: all objects.")
        Optional<String> key) implements FaultSpec, DataFault {
    @Override
    public Sentence label(String name) {
        return key.map(one -> Sentence.of("key {} of {} purged", one, name))
                .orElseGet(() -> Sentence.of("{} purged", name));
    }

    @Override
    public boolean purgesContent() {
        return true;
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.components(
                        FlushableCache.class,
                        FlushableCache::hasOrigin,
                        "a component that caches an origin's content, such as a cdn")
                .forEach(copies -> copies.purge(key));
    }

    @Override
    public void end(FaultTargets targets) {}
}
