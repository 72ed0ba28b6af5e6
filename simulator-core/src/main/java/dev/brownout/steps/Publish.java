package dev.brownout.steps;

import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.Ref;
import dev.brownout.wiring.CallStep;

@Kind("publish")
@Doc("Leaves a message in a queue, and goes on when it is stored; others work on it later.")
@Example("""
        requests:
          upload: { steps: [web, publish: photos] }
        """)
public record Publish(@Ref(Ref.To.QUEUE) String component, Options options) implements CallStep {
    @Override
    public Target called() {
        return new Target(component, Purpose.PUBLISH);
    }
}
