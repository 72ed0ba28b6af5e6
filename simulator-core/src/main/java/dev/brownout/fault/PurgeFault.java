package dev.brownout.fault;

import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.ModelSheet;
import dev.brownout.wiring.FaultSpec;
import dev.brownout.wiring.FaultTargets;
import dev.brownout.wiring.PurgeableCache;
import java.util.Optional;

/** The edges of a CDN are told to drop their copies, of one object or of all. */
@Kind("purge")
@Doc("The edges of a CDN are told to drop their copies, all or those of one key; it takes the CDN's purge_delay.")
@ModelSheet(leftOut = "Purges that fail, and limits on how many may be under way.")
@Example("""
        faults:
          - at 4m: purge cdn
        """)
public record PurgeFault(
        @Doc("Key of the object, a number or a name; all objects unless said.")
        Optional<String> key) implements FaultSpec {
    @Override
    public String label(String what) {
        return key.map(one -> "key " + one + " of ").orElse("") + what + " purged";
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.components(PurgeableCache.class, "a component that keeps copies of an origin's content, such as a cdn")
                .forEach(copies -> copies.purge(key));
    }

    @Override
    public void end(FaultTargets targets) {}
}
