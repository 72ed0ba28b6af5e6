package dev.brownout.spi;

import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import java.util.List;

/** A call with a condition that the request can check in the data that it has read before. */
public interface CheckedStep extends CallStep {
    /** Returns whether the request checks the condition. Otherwise the called component does. */
    boolean checksRead();

    /**
     * Returns the outcome of the check. The request makes the call unless it does not {@linkplain Outcome#proceeds
     * proceed}.
     *
     * @param version version of the last data that the request has read; 0 for none
     */
    Outcome check(ComponentContext context, Request request, long version);

    /** Returns whether any of some steps, or of the steps inside them, checks the data that a request has read. */
    static boolean anyIn(List<Step> steps) {
        return Step.all(steps).stream().anyMatch(CheckedStep::checksRead);
    }

    /** Returns whether a step checks the data that a request has read. */
    static boolean checksRead(Step step) {
        return step instanceof CheckedStep checked && checked.checksRead();
    }
}
