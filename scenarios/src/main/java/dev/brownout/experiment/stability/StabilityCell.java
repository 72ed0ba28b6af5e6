package dev.brownout.experiment.stability;

import dev.brownout.language.overlay.Variation.Value;
import java.util.Optional;

/**
 * Result of a trigger at a load.
 *
 * @param trigger size of the trigger
 * @param estimate probability that the system does not recover, from the runs of the map
 * @param test runs that tested whether the trigger is safe, with those of the map among them; the first failure ends
 *     them. Empty if the search did not need the test
 */
public record StabilityCell(Value trigger, ProportionEstimate estimate, Optional<Test> test) {
    /**
     * Runs of a test.
     *
     * @param runs number of runs until the first failure, or all
     * @param passed whether no run failed
     */
    public record Test(int runs, boolean passed) {}

    /** Returns whether a run of the trigger, in the map or in a test, did not recover. */
    public boolean hasFailed() {
        return estimate.failures() > 0 || test.filter(its -> !its.passed()).isPresent();
    }
}
