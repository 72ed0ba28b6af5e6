package dev.brownout.experiment.stability;

/**
 * Observation against the assumption of the search: a larger trigger after which more runs recover.
 *
 * @param smaller trigger after which fewer runs recover
 * @param larger larger trigger
 * @param significant whether the intervals of the two do not overlap, so that chance does not explain the difference
 */
public record TriggerReversal(StabilityCell smaller, StabilityCell larger, boolean significant) {}
