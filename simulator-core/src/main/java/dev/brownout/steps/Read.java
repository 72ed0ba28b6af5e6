package dev.brownout.steps;

import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.Ref;
import dev.brownout.wiring.CallStep;

@Kind("read")
@Doc("Reads the request's key from a cache or a store.")
@Example("""
        requests:
          page: { steps: [web, read: db] }
        """)
public record Read(@Ref(Ref.To.STORE) String component, Options options) implements CallStep {
    @Override
    public Target called() {
        return new Target(component, Purpose.READ);
    }
}
