package dev.brownout.wiring;

import java.util.List;

/**
 * The rules by which a message that its consumer could not work on is delivered again.
 *
 * @param visibilityNanos the time from one delivery to the next where the consumer says nothing, in nanoseconds
 * @param atOnce whether a message comes back when the consumer reports its failure, and not after the visibility
 * @param deliveries the most deliveries of a message; {@code Integer.MAX_VALUE} for any number
 * @param poisonShare the share of messages on which every consumer fails, 0 to 1
 * @param poisonSteps the steps that a consumer takes with such a message before it fails
 */
public record RedeliveryRules(
        long visibilityNanos, boolean atOnce, int deliveries, double poisonShare, List<Step> poisonSteps) {
    /** Takes the list as it is now. */
    public RedeliveryRules {
        poisonSteps = List.copyOf(poisonSteps);
    }
}
