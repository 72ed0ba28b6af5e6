package dev.brownout.step;

import dev.brownout.random.Distribution;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spi.Step;

@Kind("wait")
@Doc("Waits without work, on the node that runs the step.")
@Example("""
        requests:
          page: { steps: [web, wait: 10ms, read: db] }
        """)
public record WaitStep(@Doc("Duration of the wait.") Distribution pause, Options options) implements Step {
    @Override
    public void accept(Interpreter interpreter) {
        interpreter.pause(pause);
    }
}
