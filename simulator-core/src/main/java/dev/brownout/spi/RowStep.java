package dev.brownout.spi;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;
import java.util.List;
import java.util.Optional;

/** A call with an operation on the row of the request's key. */
public interface RowStep extends CallStep, KeylessStep {
    /** Returns the store. */
    String component();

    /** Returns the operation of the call. */
    RowOperation operation();

    @Override
    default Target target() {
        return new Target(component(), Purpose.ROW, operation().endpoint());
    }

    /**
     * Returns the reason why the step can never have an effect; empty if it can.
     *
     * @param request class of requests that takes the step
     * @param steps all steps of the scenario
     */
    default Optional<Sentence> unusable(String request, List<Step> steps) {
        return Optional.empty();
    }

    /** Returns whether any of some steps, or of the steps inside them, checks data that a request has read. */
    static boolean anyChecksRead(List<Step> steps) {
        return Step.all(steps).stream().anyMatch(RowStep::checksRead);
    }

    /** Returns whether a step checks data that a request has read. */
    static boolean checksRead(Step step) {
        return step instanceof RowStep row && row.operation().checksRead();
    }

    /**
     * Rejects a key of the step: the operations on a row belong together by the key of the request.
     *
     * @param step the step as a noun with its article, for the message
     * @throws IllegalArgumentException if the step has a key of its own
     */
    static void requireKeyOfRequest(String step, Step.Options options) {
        if (options.key().isPresent()) {
            throw new InvalidValueException(
                    "{} has the key of its request; remove 'key' of the step, and set the key of the request, "
                            + "such as key: uniform(100)",
                    step);
        }
    }
}
