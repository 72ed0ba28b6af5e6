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

/** Publication of new versions of all objects by the origin behind a CDN. */
@Kind("release")
@Doc("The origin behind a CDN publishes new versions of all objects; cached copies stay "
        + "unchanged. Single objects change by the cdn's 'changes' and by write: cdn.")
@ModelSheet(leftOut = "The replacement of the origin's own nodes.")
@Example("""
        faults:
          - at 4m: release cdn as deploy
        """)
public record ReleaseContentFault() implements FaultSpec, DataFault {
    @Override
    public Sentence label(String name) {
        return Sentence.of("release behind {}", name);
    }

    @Override
    public boolean releasesContent() {
        return true;
    }

    @Override
    public void begin(FaultTargets targets) {
        targets.components(
                        FlushableCache.class,
                        FlushableCache::hasOrigin,
                        "a component that caches an origin's content, such as a cdn")
                .forEach(FlushableCache::release);
    }

    @Override
    public void end(FaultTargets targets) {}
}
