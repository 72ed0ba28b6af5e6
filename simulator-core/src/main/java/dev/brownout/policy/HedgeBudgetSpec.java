package dev.brownout.policy;

/** Parameters of the limit on hedges of one client process: the limits on retries that do not need a failure. */
public sealed interface HedgeBudgetSpec permits RetryBudgetSpec.RequestShare, RetryBudgetSpec.FailureThrottling {
    /** Creates the state of a process that has just started. */
    RetryBudget open();
}
