/**
 * Stability after a trigger: the probability that a system does not recover, over its load and the size of the trigger,
 * and the largest trigger that is safe at each load.
 *
 * <p>{@link dev.brownout.experiment.stability.StabilityPlan} is the entry point.
 * {@link dev.brownout.experiment.stability.RecoveryCriterion} defines a recovery,
 * {@link dev.brownout.experiment.stability.StabilityMap} is the result.
 */
package dev.brownout.experiment.stability;
