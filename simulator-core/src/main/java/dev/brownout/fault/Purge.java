package dev.brownout.fault;

import dev.brownout.spec.ContentCopies;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FaultSpec;
import dev.brownout.spec.FaultTargets;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Sheet;
import java.util.Optional;

/** The edges of a CDN are told to drop their copies, of one object or of all. */
@Kind("purge")
@Doc("The edges of a CDN are told to drop their copies, all or those of one key; it takes the CDN's purge_delay.")
@Sheet(leftOut = "Purges that fail, and limits on how many may be under way.")
@Example("""
        faults:
          - at 4m: purge cdn
        """)
public record Purge(
        @Doc("Key of the object, a number or a name; all objects unless said.")
        Optional<String> key) implements FaultSpec {
    @Override
    public void begin(FaultTargets targets) {
        targets.components(ContentCopies.class, "a component that keeps copies of an origin's content, such as a cdn")
                .forEach(copies -> copies.purge(key));
    }

    @Override
    public void end(FaultTargets targets) {}
}
