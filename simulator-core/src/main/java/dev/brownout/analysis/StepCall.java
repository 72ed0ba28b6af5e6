package dev.brownout.analysis;

import dev.brownout.scenario.Scenario;
import dev.brownout.service.Request.Operation;
import dev.brownout.wiring.Demand;
import dev.brownout.wiring.Step;
import java.util.List;
import java.util.Optional;

/**
 * The call that a step makes.
 *
 * @param component who gets it
 * @param operation whether it reads or writes
 * @param endpoint what it asks for; empty for the component's own service
 */
record StepCall(String component, Operation operation, String endpoint) {

    /** That of a step that calls one component and waits for it before the next; empty for all others. */
    static Optional<StepCall> of(Step step) {
        if (step instanceof Step.Read read) {
            return Optional.of(new StepCall(read.component(), Operation.READ, ""));
        } else if (step instanceof Step.Write write) {
            return Optional.of(new StepCall(write.component(), Operation.WRITE, ""));
        } else if (step instanceof Step.Publish publish) {
            return Optional.of(new StepCall(publish.component(), Operation.WRITE, ""));
        } else if (step instanceof Step.Call call) {
            return Optional.of(new StepCall(call.component(), Operation.READ, call.endpoint()));
        }
        return Optional.empty();
    }

    /** All calls that calls like these make, with the patience that the step has or else theirs. */
    Demand because(Scenario scenario, Demand from, Step.Options options) {
        return new Demand(
                from.caller(),
                from.perSecond(),
                operation,
                endpoint,
                List.of(),
                from.keys(),
                from.sizeBytes(),
                options.speaksOfPatience() ? options.timeout() : from.between(),
                Optional.of(scenario.betweenTiers()).filter(b -> from.between().isPresent()),
                List.of());
    }
}
