package dev.brownout.steps;

import dev.brownout.random.Distribution;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.wiring.Step;

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
