package dev.brownout.steps;

import dev.brownout.vocabulary.Default;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.Quorum;
import dev.brownout.wiring.Step;
import java.util.List;

@Kind("parallel")
@Doc("Takes several steps at once; "
        + "join: all (the default), first, or a number says how many successes are enough. One that a request does not "
        + "take is neither waited for nor a success.")
@Example("""
        requests:
          page: { steps: [web, { parallel: [read: db, call: prices/quote], join: all }] }
        """)
public record ParallelStep(
        List<Step> branches,

        @Doc("How many successes are enough.") @Default("all")
        Quorum join,

        Options options) implements Step {
    /** Takes the list as it is now; refuses with an IllegalArgumentException to need more than there are. */
    public ParallelStep {
        branches = List.copyOf(branches);
        join.of(Step.calls(branches));
    }

    @Override
    public void accept(Interpreter interpreter) {
        interpreter.parallel(branches, need());
    }

    /** How many successes are enough. */
    public int need() {
        return join.of(Step.calls(branches));
    }

    @Override
    public List<Step> inside() {
        return branches;
    }
}
