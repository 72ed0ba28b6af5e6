package dev.brownout.experiment.falsify;

import dev.brownout.result.SlaResult;
import java.util.Optional;

/**
 * A schedule that violates an assertion, with the fewest and weakest faults that were found for its cause.
 *
 * @param name unique name that is a valid file name, such as {@code 01-fast-slow-db-primary}
 * @param assertion name of the violated assertion
 * @param measured result of the assertion in the first replication
 * @param schedule the smallest schedule
 * @param violated number of replications that violate the assertion
 * @param replications number of replications of the schedule
 * @param occurrences number of tried schedules with this cause
 * @param text scenario with the schedule; empty if the changes of the command line cannot be written into the file
 */
public record FalsificationFinding(
        String name,
        String assertion,
        SlaResult measured,
        InjectionSchedule schedule,
        int violated,
        int replications,
        int occurrences,
        Optional<String> text) {
    /** Returns the cause, such as {@code crash web/1 + slow db/primary}. */
    public String cause() {
        return schedule.cause();
    }
}
