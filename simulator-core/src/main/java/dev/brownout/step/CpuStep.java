package dev.brownout.step;

import dev.brownout.random.Distribution;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spi.Step;

@Kind("cpu")
@Doc("Works on a core of the server that runs the step, for so long.")
@Example("""
        requests:
          page: { steps: [web, cpu: exp(3ms), read: db] }
        """)
public record CpuStep(Distribution work, Options options) implements Step {
    @Override
    public void accept(Interpreter interpreter) {
        interpreter.work(work);
    }
}
