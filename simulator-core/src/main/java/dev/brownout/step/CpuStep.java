package dev.brownout.step;

import dev.brownout.random.Distribution;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spi.Step;

@Kind("cpu")
@Doc("Occupies a core of the server that runs the step for this time.")
@Example("""
        requests:
          page: { steps: [web, cpu: exp(3ms), read: db] }
        """)
public record CpuStep(@Doc("CPU time of the work.") Distribution work, Options options) implements Step.CoreStep {
    @Override
    public void accept(Interpreter interpreter) {
        interpreter.work(work);
    }
}
