package dev.brownout.importing.fitting;

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
    private static final int LEAST = 1_000;

    private static final int STEPS = 64;
    private static final int HALVINGS = 40;

    /** Decrease of the log-likelihood from its maximum to the ends of a 95 % confidence interval. */
    private static final double FALL = 1.92;

    /**
     * Maximum decrease of the log-likelihood at 0 for which the constant is taken to be 0. Without a constant, 99 of
     * 100 samples stay below it.
     */
    private static final double NOTHING = 4.6;

    /**
     * Fits the constant. The result is empty if a sample has fewer than 1,000 values, the plain values are coarse or
     * fit no distribution, or the range for the constant is empty.
     *
     * @param plain values without the constant
     * @param more values with the constant
     * @param least lower limit of the constant
     * @param most upper limit of the constant
     */
    public static Optional<OffsetFit> of(WeightedSample plain, double[] more, double least, double most) {
        double end = Math.min(most, Arrays.stream(more).min().orElse(0));
        if (plain.size() < LEAST || more.length < LEAST || plain.coarse() || !(end > least)) {
            return Optional.empty();
        }
        Optional<Fit> best = DistributionFit.of(plain).best();
        if (best.isEmpty()) {
            return Optional.empty();
        }
        DistributionFamily family =
                FittedFamilies.ALL.get(FittedFamilies.place(best.get().family()));
        Search search = new Search(family.logDensity(Likelihood.maximum(family, plain)), more);
        return Optional.of(search.found(least, end, StrictMath.sqrt(1 + (double) more.length / plain.size())));
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
         * @param wider factor by which the interval is widened, since the distribution was estimated as well
         */
        OffsetFit found(double least, double most, double wider) {
            int best = 0;
            double highest = Double.NEGATIVE_INFINITY;
            for (int i = 0; i <= STEPS; i++) {
                double likelihood = at(least + (most - least) * i / STEPS);
                if (likelihood > highest) {
                    highest = likelihood;
                    best = i;
                }
            }
            double low = least + (most - least) * Math.max(0, best - 1) / STEPS;
            double high = least + (most - least) * Math.min(STEPS, best + 1) / STEPS;
            for (int i = 0; i < HALVINGS; i++) {
                double third = (high - low) / 3;
                if (at(low + third) >= at(high - third)) {
                    high -= third;
                } else {
                    low += third;
                }
            }
            double offset = (low + high) / 2;
            double top = at(offset);
            double from = offset - (offset - edge(offset, least, top)) * wider;
            double to = offset + (edge(offset, most, top) - offset) * wider;
            boolean nothing = least <= 0 && at(0) >= top - NOTHING;
            return new OffsetFit(nothing ? 0 : offset, Math.max(0, nothing ? 0 : from), to);
        }

        /**
         * Returns the position between the maximum and an end of the range where the log-likelihood has decreased by
         * {@link #FALL}, or the end.
         */
        private double edge(double offset, double end, double top) {
            double inside = offset;
            double outside = end;
            if (at(end) >= top - FALL) {
                return end;
            }
            for (int i = 0; i < HALVINGS; i++) {
                double middle = (inside + outside) / 2;
                if (at(middle) >= top - FALL) {
                    inside = middle;
                } else {
                    outside = middle;
                }
            }
            return inside;
        }

        private double at(double offset) {
            double sum = 0;
            for (double value : values) {
                double x = Math.max(value - offset, 1e-9);
                sum += Math.max(-1e6, density.at(x, StrictMath.log(x)));
            }
            return sum;
        }
    }
}
