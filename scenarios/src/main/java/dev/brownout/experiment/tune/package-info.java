/**
 * Search for values of settings that meet the assertions of a scenario.
 *
 * <p>{@link dev.brownout.experiment.tune.TunePlan} runs the four stages within a budget of runs: the sensitivity of the
 * margin to each setting, successive halving over a Sobol' sequence of designs, the verdict on the best designs by new
 * replications, and the region of values that meets the assertions. {@link dev.brownout.experiment.tune.TuneResult}
 * holds the results.
 */
package dev.brownout.experiment.tune;
