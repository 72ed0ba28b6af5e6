package dev.brownout.experiment.stability;

import dev.brownout.sentence.InvalidValueException;
import java.util.List;
import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * Rule that ends the runs of a cell: at the given number of failures, or at the given number of runs. It is inverse
 * binomial sampling (Haldane, Biometrika 33, 1945) that is truncated at a number of runs.
 *
 * <p>The interval takes the rule into account. It orders the possible ends by the evidence of failures: first the ends
 * at the last run, by their number of failures, then the ends at the last failure, those with fewer runs last. Each
 * limit is the probability at which an end of at least, or at most, this evidence has half of the error probability
 * (Jennison and Turnbull, Technometrics 25, 1983). Without failures it is the interval of Clopper and Pearson.
 *
 * @param mostRuns number of runs at which it ends; at least 1
 * @param mostFailures number of failures at which it ends; at least 1
 */
public record StoppingRule(int mostRuns, int mostFailures) {
    /** Validates the numbers. */
    public StoppingRule {
        if (mostRuns < 1 || mostFailures < 1) {
            throw new InvalidValueException("a rule needs a run and a failure: {}, {}", mostRuns, mostFailures);
        }
    }

    /**
     * Returns the estimate of the failure probability from the runs up to the end of this rule. Later runs are ignored.
     *
     * @param failed whether each run failed, in the order of the runs; must reach the end of the rule
     * @param confidence confidence level of the interval, between 0 and 1
     */
    public ProportionEstimate estimate(List<Boolean> failed, double confidence) {
        int runs = 0;
        int failures = 0;
        while (!isFinished(runs, failures)) {
            failures += failed.get(runs++) ? 1 : 0;
        }
        return estimate(runs, failures, confidence);
    }

    /**
     * Returns the number of further runs without which the rule cannot end; 0 if it has ended.
     *
     * @param failed whether each run failed, in the order of the runs
     */
    public int missing(List<Boolean> failed) {
        int runs = 0;
        int failures = 0;
        while (!isFinished(runs, failures)) {
            if (runs == failed.size()) {
                return Math.min(mostRuns - runs, mostFailures - failures);
            }
            failures += failed.get(runs++) ? 1 : 0;
        }
        return 0;
    }

    private boolean isFinished(int runs, int failures) {
        return runs >= mostRuns || failures >= mostFailures;
    }

    /**
     * Returns the estimate at an end of this rule.
     *
     * @param confidence confidence level of the interval, between 0 and 1
     */
    public ProportionEstimate estimate(int runs, int failures, double confidence) {
        double half = (1 - confidence) / 2;
        double low = failures == 0 ? 0 : beta(half, failures, runs - failures + 1.0);
        boolean atFailure = failures == mostFailures;
        double high;
        if (runs == failures) {
            high = 1;
        } else if (atFailure) {
            high = beta(1 - half, failures, (double) runs - failures);
        } else {
            high = beta(1 - half, failures + 1.0, (double) runs - failures);
        }
        return new ProportionEstimate(runs, failures, low, high);
    }

    private static double beta(double probability, double alpha, double beta) {
        return new BetaDistribution(null, alpha, beta, BetaDistribution.DEFAULT_INVERSE_ABSOLUTE_ACCURACY)
                .inverseCumulativeProbability(probability);
    }
}
