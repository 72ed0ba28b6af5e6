package dev.brownout.step;

import dev.brownout.service.Request;
import java.util.function.Predicate;

/** A compiled step. It must continue the execution when it is done. */
@FunctionalInterface
interface StepAction {
    void take(StepExecution job);

    /** Returns this action for the requests that match a predicate; other requests go on. */
    default StepAction onlyFor(Predicate<Request> takers) {
        return job -> {
            if (takers.test(job.request)) {
                take(job);
            } else {
                job.goOn();
            }
        };
    }
}
