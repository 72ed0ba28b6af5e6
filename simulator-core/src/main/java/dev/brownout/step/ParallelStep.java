package dev.brownout.step;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Quorum;
import dev.brownout.spi.RowStep;
import dev.brownout.spi.Step;
import java.util.List;

@Kind("parallel")
@Doc("Runs several steps in parallel. join is the number of required successes: all (default), first, or a number."
        + " A step that a request skips is not waited for and does not count as a success.")
@Example("""
        requests:
          page: { steps: [web, { parallel: [read: db, call: prices/quote], join: all }] }
        """)
public record ParallelStep(
        @Doc("Steps that run at the same time.") List<Step> branches,

        @Doc("Number of required successes.") @Default("all")
        Quorum join,

        Options options)
        implements Step.CompositeStep {
    /**
     * Copies the list and validates the number of required successes.
     *
     * @throws IllegalArgumentException if more successes are required than there are calls, or if a branch checks the
     *     data that the request has read
     */
    public ParallelStep {
        branches = List.copyOf(branches);
        join.of(Step.calls(branches));
        if (RowStep.anyChecksRead(branches)) {
            throw new InvalidValueException(
                    "a step with check: read depends on the step before it; write it before or after 'parallel'");
        }
    }

    @Override
    public void accept(Interpreter interpreter) {
        interpreter.parallel(branches, need());
    }

    /** Returns the number of calls that must succeed. */
    public int need() {
        return join.of(Step.calls(branches));
    }

    @Override
    public List<Step> nestedSteps() {
        return branches;
    }
}
