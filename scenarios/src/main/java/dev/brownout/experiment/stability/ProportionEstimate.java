package dev.brownout.experiment.stability;

/**
 * Estimate of the probability of a failure.
 *
 * @param runs number of runs
 * @param failures number of runs that failed
 * @param low lower end of the confidence interval
 * @param high upper end of the confidence interval
 */
public record ProportionEstimate(int runs, int failures, double low, double high) {
    /** Returns the share of the runs that failed. */
    public double share() {
        return (double) failures / runs;
    }
}
