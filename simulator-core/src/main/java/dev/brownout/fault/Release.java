package dev.brownout.fault;

import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.Sheet;
import dev.brownout.wiring.ContentCopies;
import dev.brownout.wiring.FaultSpec;
import dev.brownout.wiring.FaultTargets;

/** The origin behind a CDN publishes new versions of everything. */
@Kind("release")
@Doc("The origin behind a CDN publishes new versions of everything; copies that are out stay as they are. Single"
        + " objects change by the cdn's 'changes', and by write: cdn.")
@Sheet(leftOut = "What replacing the origin's own machines costs.")
@Example("""
        faults:
          - at 4m: release cdn as deploy
        """)
public record Release() implements FaultSpec {
    @Override
    public String label(String what) {
        return "release behind " + what;
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.components(ContentCopies.class, "a component that keeps copies of an origin's content, such as a cdn")
                .forEach(ContentCopies::release);
    }

    @Override
    public void end(FaultTargets targets) {}
}
