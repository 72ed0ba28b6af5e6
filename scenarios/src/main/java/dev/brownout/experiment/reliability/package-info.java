/**
 * Reliability of a scenario over years: the failure process of the nodes with {@code mtbf}, the loss in each state of
 * it, and the probability that an assertion is violated.
 *
 * <p>A year has too many requests to simulate all of them. The process of failures and repairs is simulated alone
 * ({@link dev.brownout.experiment.reliability.FailureProcess}), and requests only in short runs with some nodes down
 * ({@link dev.brownout.experiment.reliability.StateRuns}). Rare violations are estimated with importance splitting
 * ({@link dev.brownout.experiment.reliability.ImportanceSplitting}).
 */
package dev.brownout.experiment.reliability;
