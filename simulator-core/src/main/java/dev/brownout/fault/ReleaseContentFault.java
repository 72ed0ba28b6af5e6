package dev.brownout.fault;

import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.ModelSheet;
import dev.brownout.wiring.FaultSpec;
import dev.brownout.wiring.FaultTargets;
import dev.brownout.wiring.PurgeableCache;

/** The origin behind a CDN publishes new versions of everything. */
@Kind("release")
@Doc("The origin behind a CDN publishes new versions of everything; copies that are out stay as they are. Single"
        + " objects change by the cdn's 'changes', and by write: cdn.")
@ModelSheet(leftOut = "What replacing the origin's own machines costs.")
@Example("""
        faults:
          - at 4m: release cdn as deploy
        """)
public record ReleaseContentFault() implements FaultSpec {
    @Override
    public String label(String what) {
        return "release behind " + what;
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.components(PurgeableCache.class, "a component that keeps copies of an origin's content, such as a cdn")
                .forEach(PurgeableCache::release);
    }

    @Override
    public void end(FaultTargets targets) {}
}
