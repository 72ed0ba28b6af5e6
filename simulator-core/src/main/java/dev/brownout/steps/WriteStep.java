package dev.brownout.steps;

import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.Reference;
import dev.brownout.wiring.CallStep;

@Kind("write")
@Doc("Writes the request's key to a cache or a store, or by way of a CDN to its origin.")
@Example("""
        requests:
          page: { steps: [web, write: db] }
        """)
public record WriteStep(@Reference(Reference.To.WRITABLE) String component, Options options) implements CallStep {
    @Override
    public Target called() {
        return new Target(component, Purpose.WRITE);
    }
}
