package dev.brownout.step;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Reference;
import dev.brownout.spi.CallStep;

@Kind("write")
@Doc("Writes the key of the request to a cache or a store, or through a CDN to its origin.")
@Example("""
        requests:
          page: { steps: [web, write: db] }
        """)
public record WriteStep(
        @Doc("Cache or store, or a CDN, which forwards the write to its origin.") @Reference(Reference.To.WRITABLE)
        String component,

        Options options)
        implements CallStep {
    @Override
    public Target target() {
        return new Target(component, Purpose.WRITE);
    }
}
