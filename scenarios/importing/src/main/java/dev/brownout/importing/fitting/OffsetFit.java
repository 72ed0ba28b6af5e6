package dev.brownout.importing.fitting;

import dev.brownout.importing.fitting.DistributionFamily.LogDensity;
import java.util.Arrays;
import java.util.Optional;

/**
 * The constant by which values exceed others of the same law, by maximum likelihood: the law is fitted to the values
 * that have no constant, and the others are moved until they are most likely under it.
 *
 * @param offset the constant; 0 where that is hardly less likely
 * @param low where the interval begins that holds it in 95 of 100 samples
 * @param high where it ends
 */
public record OffsetFit(double offset, double low, double high) {
    /** With fewer values the law is not known well enough. */
    private static final int LEAST = 1_000;

    private static final int STEPS = 64;
    private static final int HALVINGS = 40;

    /** By how much the logarithm of the likelihood falls from its maximum to the ends of an interval of 95 %. */
    private static final double FALL = 1.92;

    /** By how much it may be smaller at 0: what a constant that is not there makes of it in 99 of 100 samples. */
    private static final double NOTHING = 4.6;

    /**
     * Of two samples; empty where no law fits the plain values.
     *
     * @param plain values without the constant
     * @param more values with it
     * @param least what the constant is at least
     * @param most what it is at most
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

    /** The search for the maximum. */
    private static final class Search {
        private final LogDensity density;
        private final double[] values;

        Search(LogDensity density, double... values) {
            this.density = density;
            this.values = values;
        }

        /**
         * The constant and its interval.
         *
         * @param wider how many times as wide an interval is because the law was fitted
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

        /** Where the likelihood has fallen on the way to an end. */
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
