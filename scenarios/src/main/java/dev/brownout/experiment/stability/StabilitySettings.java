package dev.brownout.experiment.stability;

import dev.brownout.elementary.ElementaryFunctions;

/**
 * Settings of the statistics of a stability experiment.
 *
 * @param risk accepted probability that the system does not recover
 * @param confidence confidence level of each interval of the map, and of the largest safe trigger at each load
 * @param mapRule rule that ends the runs of a cell of the map
 * @param testRuns number of runs, all of which must recover, that show a trigger safe
 * @param bisections maximum number of bisections at each load
 * @param width width of the bracket at which the bisection ends, in the unit of the trigger
 */
public record StabilitySettings(
        double risk, double confidence, StoppingRule mapRule, int testRuns, int bisections, double width) {
    /**
     * Returns the number of runs without a failure that show a risk: the probability of no failure in them is at most
     * the error probability if the risk is larger.
     */
    static long runsToShow(double risk, double errorProbability) {
        return (long) Math.ceil(ElementaryFunctions.log(errorProbability) / ElementaryFunctions.log1p(-risk));
    }

    /** Returns the rule of a cell: at most a number of runs, and the fewest failures that clearly exceed the risk. */
    static StoppingRule mapRule(int runs, double risk, double confidence) {
        for (int failures = 1; failures < runs; failures++) {
            StoppingRule rule = new StoppingRule(runs, failures);
            if (rule.estimate(Math.min(runs, 2 * failures), failures, confidence)
                            .low()
                    > risk) {
                return rule;
            }
        }
        return new StoppingRule(runs, runs);
    }
}
