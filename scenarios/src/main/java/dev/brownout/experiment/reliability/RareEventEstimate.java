package dev.brownout.experiment.reliability;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.experiment.Sample;
import java.util.Arrays;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Estimate of a probability with its confidence interval.
 *
 * @param probability unbiased estimate
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param replications number of independent replications of the whole procedure
 * @param levels number of levels; 1 if the event is not rare, so that no path is split
 */
public record RareEventEstimate(double probability, double low, double high, int replications, int levels) {
    /** Estimate of an event that occurs never or always, whatever fails. */
    static RareEventEstimate certain(double probability) {
        return new RareEventEstimate(probability, probability, probability, 0, 0);
    }

    /**
     * Returns the estimate of a share, with the interval of Clopper and Pearson (Biometrika 26, 1934), which never
     * covers less than its confidence level.
     */
    static RareEventEstimate ofCount(long hits, long paths, double confidence, int replications) {
        double tail = (1 - confidence) / 2;
        double low = hits == 0 ? 0 : new BetaDistribution(hits, paths - hits + 1.0).inverseCumulativeProbability(tail);
        double high = hits == paths
                ? 1
                : new BetaDistribution(hits + 1.0, paths - hits).inverseCumulativeProbability(1 - tail);
        return new RareEventEstimate((double) hits / paths, low, high, replications, 1);
    }

    /**
     * Returns the mean of independent unbiased estimates. The interval is Student's interval of the mean with the
     * relative half width on a logarithmic scale (delta method), since products of shares are skewed to the right.
     */
    static RareEventEstimate ofProducts(double[] estimates, double confidence, int levels) {
        Sample sample = new Sample(estimates);
        double mean = sample.mean();
        double t = new TDistribution(estimates.length - 1.0).inverseCumulativeProbability(0.5 + confidence / 2);
        double relative = t * Math.sqrt(sample.variance() / estimates.length) / mean;
        return new RareEventEstimate(
                mean,
                mean * ElementaryFunctions.exp(-relative),
                Math.min(1, mean * ElementaryFunctions.exp(relative)),
                estimates.length,
                levels);
    }

    /** Returns the estimate of an event that was never observed. */
    static RareEventEstimate unseen(double high, int replications, int levels) {
        return new RareEventEstimate(0, 0, Math.min(1, high), replications, levels);
    }

    /**
     * Returns whether the event was never observed but may occur: the upper end of the interval is then an upper bound
     * of the probability, and 0 is not an estimate of it.
     */
    public boolean isBound() {
        return probability == 0 && high > 0;
    }

    /** Returns this estimate with an interval that contains those of others. */
    RareEventEstimate widened(RareEventEstimate... others) {
        return new RareEventEstimate(
                probability,
                Math.min(
                        low,
                        Arrays.stream(others)
                                .mapToDouble(RareEventEstimate::low)
                                .min()
                                .orElse(low)),
                Math.max(
                        high,
                        Arrays.stream(others)
                                .mapToDouble(RareEventEstimate::high)
                                .max()
                                .orElse(high)),
                replications,
                levels);
    }

    /** Returns this estimate with the upper end of its interval raised by the probability of a further event. */
    RareEventEstimate raised(double further) {
        return new RareEventEstimate(probability, low, Math.min(1, high + further), replications, levels);
    }

    /** Returns whether the interval is narrow enough: the relative error of the estimate is at most a share. */
    boolean isWithin(double share) {
        return probability > 0 && high - probability <= share * probability;
    }
}
