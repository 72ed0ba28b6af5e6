package dev.brownout.workbench;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.page.EngineCalls.Problems;
import dev.brownout.runtime.TooLittleMemoryError;
import dev.brownout.workbench.RequestArguments.InvalidArgumentException;
import dev.brownout.workbench.RunQueue.CancelledRunException;

/** Messages for the failures of calls, without internals of the program. */
final class CallFailures {
    private CallFailures() {}

    /** Returns the message of a failure. */
    static String message(Throwable failure) {
        if (failure instanceof InvalidScenarioException invalid) {
            return new Problems(invalid.all()).text();
        }
        if (failure instanceof ExperimentException impossible) {
            return impossible.problems().isEmpty()
                    ? impossible.getMessage()
                    : new Problems(impossible.problems()).text();
        }
        if (failure instanceof InvalidArgumentException || failure instanceof TooLittleMemoryError) {
            return failure.getMessage();
        }
        if (failure instanceof CancelledRunException) {
            return "Cancelled.";
        }
        if (failure instanceof OutOfMemoryError) {
            return "not enough memory for this call";
        }
        if (failure instanceof StackOverflowError) {
            return "the text has deep nesting or very long words";
        }
        return "internal error; the command brownout run prints the details";
    }
}
