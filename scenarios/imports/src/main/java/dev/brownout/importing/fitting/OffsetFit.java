package dev.brownout.importing.fitting;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.importing.fitting.DistributionFamily.LogDensity;
import java.util.Arrays;
import java.util.Optional;

/**
 * Constant difference between two samples of the same distribution, by maximum likelihood. The distribution is fitted
 * to the values without the constant. The values with the constant are shifted until their likelihood is largest.
 *
 * @param offset the constant; 0 if that is about as likely
 * @param low lower end of the 95 % confidence interval
 * @param high upper end of the 95 % confidence interval
 */
public record OffsetFit(double offset, double low, double high) {
    /** Minimum number of values per sample. With fewer values the distribution is too uncertain. */
    private static final int MIN_VALUES = 1_000;

    private static final int GRID_STEPS = 64;
    private static final int HALVINGS = 40;

    /** Decrease of the log-likelihood from its maximum to the ends of a 95 % confidence interval. */
    private static final double CONFIDENCE_DROP = 1.92;

    /**
     * Maximum decrease of the log-likelihood at 0 for which the constant is taken to be 0. Without a constant, 99 of
     * 100 samples stay below it.
     */
    private static final double ZERO_DROP = 4.6;

    /**
     * Fits the constant. The result is empty if a sample has fewer than 1,000 values, the plain values are coarse or
     * fit no distribution, or the range for the constant is empty.
     *
     * @param plain values without the constant
     * @param shifted values with the constant
     * @param minOffset lower limit of the constant
     * @param maxOffset upper limit of the constant
     */
    public static Optional<OffsetFit> of(WeightedSample plain, double[] shifted, double minOffset, double maxOffset) {
        double upperLimit = Math.min(maxOffset, Arrays.stream(shifted).min().orElse(0));
        if (plain.size() < MIN_VALUES || shifted.length < MIN_VALUES || plain.coarse() || !(upperLimit > minOffset)) {
            return Optional.empty();
        }
        Optional<Fit> best = DistributionFit.of(plain).best();
        if (best.isEmpty()) {
            return Optional.empty();
        }
        DistributionFamily family =
                FittedFamilies.ALL.get(FittedFamilies.rank(best.get().family()));
        Search search = new Search(family.logDensity(Likelihood.maximum(family, plain)), shifted);
        return Optional.of(
                search.maximum(minOffset, upperLimit, Math.sqrt(1 + (double) shifted.length / plain.size())));
    }

    /** Search for the maximum of the likelihood. */
    private static final class Search {
        private final LogDensity density;
        private final double[] values;

        Search(LogDensity density, double... values) {
            this.density = density;
            this.values = values;
        }

        /**
         * Returns the constant and its confidence interval.
         *
         * @param widening factor by which the interval is widened, since the distribution was estimated as well
         */
        OffsetFit maximum(double minOffset, double maxOffset, double widening) {
            int bestIndex = 0;
            double maxLikelihood = Double.NEGATIVE_INFINITY;
            for (int i = 0; i <= GRID_STEPS; i++) {
                double likelihood = logLikelihood(minOffset + (maxOffset - minOffset) * i / GRID_STEPS);
                if (likelihood > maxLikelihood) {
                    maxLikelihood = likelihood;
                    bestIndex = i;
                }
            }
            double low = minOffset + (maxOffset - minOffset) * Math.max(0, bestIndex - 1) / GRID_STEPS;
            double high = minOffset + (maxOffset - minOffset) * Math.min(GRID_STEPS, bestIndex + 1) / GRID_STEPS;
            for (int i = 0; i < HALVINGS; i++) {
                double third = (high - low) / 3;
                if (logLikelihood(low + third) >= logLikelihood(high - third)) {
                    high -= third;
                } else {
                    low += third;
                }
            }
            double offset = (low + high) / 2;
            double likelihoodAtMaximum = logLikelihood(offset);
            double lower = offset - (offset - confidenceLimit(offset, minOffset, likelihoodAtMaximum)) * widening;
            double upper = offset + (confidenceLimit(offset, maxOffset, likelihoodAtMaximum) - offset) * widening;
            boolean isZero = minOffset <= 0 && logLikelihood(0) >= likelihoodAtMaximum - ZERO_DROP;
            return new OffsetFit(isZero ? 0 : offset, Math.max(0, isZero ? 0 : lower), upper);
        }

        /**
         * Returns the position between the maximum and an end of the range where the log-likelihood has decreased by
         * {@link #CONFIDENCE_DROP}, or the end.
         */
        private double confidenceLimit(double offset, double limit, double likelihoodAtMaximum) {
            double inside = offset;
            double outside = limit;
            if (logLikelihood(limit) >= likelihoodAtMaximum - CONFIDENCE_DROP) {
                return limit;
            }
            for (int i = 0; i < HALVINGS; i++) {
                double middle = (inside + outside) / 2;
                if (logLikelihood(middle) >= likelihoodAtMaximum - CONFIDENCE_DROP) {
                    inside = middle;
                } else {
                    outside = middle;
                }
            }
            return inside;
        }

        private double logLikelihood(double offset) {
            double sum = 0;
            for (double value : values) {
                double x = Math.max(value - offset, 1e-9);
                sum += Math.max(-1e6, density.logDensity(x, ElementaryFunctions.log(x)));
            }
            return sum;
        }
    }
}
