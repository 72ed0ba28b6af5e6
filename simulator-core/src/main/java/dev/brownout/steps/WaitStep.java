package dev.brownout.steps;

import dev.brownout.random.Distribution;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.wiring.Step;

@Kind("wait")
@Doc("Lets time pass without work, on the machine that runs the step.")
@Example("""
        requests:
          page: { steps: [web, wait: 10ms, read: db] }
        """)
public record WaitStep(Distribution pause, Options options) implements Step {
    @Override
    public void accept(Interpreter interpreter) {
        interpreter.pause(pause);
    }
}
