/**
 * Falsification: a search for fault schedules that violate an assertion of a scenario.
 *
 * <p>{@link dev.brownout.experiment.falsify.FalsificationPlan} is the entry point. It tries schedules of a fault model,
 * shrinks each violating schedule to the fewest and weakest faults that still violate the assertion, groups the results
 * by cause, and writes each of them as a scenario.
 *
 * <p>All decisions depend on the results of simulated runs and on the seed of the scenario only, so that the result of
 * a budget in schedules is the same for any number of threads.
 */
package dev.brownout.experiment.falsify;
