package dev.brownout.step;

import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RowStep;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.StoreComponent;
import java.util.function.Predicate;

/** A compiled step. It must continue the execution when it is done. */
@FunctionalInterface
interface StepAction {
    void execute(StepExecution job);

    /**
     * Returns this action behind the check of a step that checks the data that the request has read; this action for
     * any other step.
     *
     * @param hasRead whether an earlier step of the program reads
     * @throws ScenarioException if there is nothing to check
     */
    default StepAction guarded(Step step, ComponentContext context, boolean hasRead) {
        if (!RowStep.checksRead(step)) {
            return this;
        }
        if (!hasRead) {
            throw new ScenarioException(
                    "requests", "'check: read' needs a 'read' step before it on the same server, such as read: db");
        }
        RowStep row = (RowStep) step;
        StoreComponent store = (StoreComponent) context.component(row.component());
        return job -> {
            Outcome outcome = store.check(row.operation(), job.request, job.remembered());
            if (outcome.proceeds()) {
                execute(job);
            } else {
                job.accept(outcome, 0);
            }
        };
    }

    /** Returns this action for the requests that match a predicate; other requests go on. */
    default StepAction onlyFor(Predicate<Request> takers) {
        return job -> {
            if (takers.test(job.request)) {
                execute(job);
            } else {
                job.nextStep();
            }
        };
    }
}
