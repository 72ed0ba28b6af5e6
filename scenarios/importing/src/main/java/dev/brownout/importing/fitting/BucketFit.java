package dev.brownout.importing.fitting;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.Distribution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Distribution fitted to values that are known only as counts per interval, such as the buckets of a histogram. Such
 * values are interval-censored: the likelihood is the product of the probabilities of their intervals (Turnbull 1976;
 * Klein and Moeschberger, Survival Analysis, section 3.5). No position within an interval is assumed.
 *
 * @param text the distribution in the notation of the scenario language
 * @param family name of the family in the scenario language
 * @param law the distribution of the text
 * @param aic Akaike's information criterion: twice the number of parameters minus twice the log-likelihood
 * @param distance largest difference, over the bounds, between the empirical and the fitted cumulative distribution
 */
public record BucketFit(String text, String family, Distribution law, double aic, double distance) {
    private static final int DIGITS = 4;
    private static final int START_POINTS = 4_000;
    private static final double STEP = 0.1;
    private static final double MIN_PROBABILITY = 1e-300;

    /**
     * Returns the best distribution by Akaike's criterion, or empty if fewer than two intervals have values or no
     * family fits.
     *
     * @param bounds upper ends of the intervals, ascending, in ns; the first interval begins at 0, and the last one has
     *     no upper end
     * @param counts number of values per interval: one more than there are bounds
     */
    public static Optional<BucketFit> of(double[] bounds, double[] counts) {
        int nonEmpty = 0;
        for (double count : counts) {
            nonEmpty += count > 0 ? 1 : 0;
        }
        if (nonEmpty < 2) {
            return Optional.empty();
        }
        WeightedSample startSample = startPoints(bounds, counts);
        List<BucketFit> fits = new ArrayList<>();
        for (DistributionFamily family : FittedFamilies.ALL) {
            if (!(family instanceof OffsetFamily)) {
                fit(family, startSample, bounds, counts).ifPresent(fits::add);
            }
        }
        return fits.stream().min(Comparator.comparingDouble(BucketFit::aic));
    }

    /**
     * Returns the values from which the search starts: spread evenly within each interval, and above the last bound up
     * to twice that bound.
     */
    private static WeightedSample startPoints(double[] bounds, double[] counts) {
        double total = 0;
        for (double count : counts) {
            total += count;
        }
        List<Double> points = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            double from = i == 0 ? 0 : bounds[i - 1];
            double to = i < bounds.length ? bounds[i] : 2 * from;
            long count = Math.round(counts[i] / total * START_POINTS);
            for (int j = 0; j < count; j++) {
                points.add(from + (to - from) * (j + 0.5) / count);
            }
        }
        return WeightedSample.exact(points.stream().mapToDouble(point -> point).toArray());
    }

    private static Optional<BucketFit> fit(
            DistributionFamily family, WeightedSample startSample, double[] bounds, double[] counts) {
        double[] start = family.start(startSample);
        double[] best = start == null
                ? null
                : Likelihood.search(start, start.length, STEP, p -> likelihood(family, p, bounds, counts));
        if (best == null || !FittedFamilies.isExpressible(family, best)) {
            return Optional.empty();
        }
        try {
            double[] p = Rounding.of(family, best, DIGITS);
            Distribution distribution = family.distribution(p);
            double aic = 2 * p.length - 2 * likelihood(family, p, bounds, counts);
            boolean usable = Double.isFinite(aic) && Double.isFinite(distribution.mean());
            return usable
                    ? Optional.of(new BucketFit(
                            family.text(p, DIGITS),
                            family.name(),
                            distribution,
                            aic,
                            distance(distribution, bounds, counts)))
                    : Optional.empty();
        } catch (IllegalArgumentException impossible) {
            return Optional.empty();
        }
    }

    private static double likelihood(DistributionFamily family, double[] p, double[] bounds, double[] counts) {
        Distribution distribution = family.distribution(p);
        double sum = 0;
        double cumulativeBefore = 0;
        for (int i = 0; i < counts.length; i++) {
            double cumulative = i < bounds.length ? distribution.cumulative(bounds[i]) : 1;
            if (counts[i] > 0) {
                sum += counts[i] * ElementaryFunctions.log(Math.max(MIN_PROBABILITY, cumulative - cumulativeBefore));
            }
            cumulativeBefore = cumulative;
        }
        return sum;
    }

    private static double distance(Distribution distribution, double[] bounds, double[] counts) {
        double total = 0;
        for (double count : counts) {
            total += count;
        }
        double cumulative = 0;
        double largest = 0;
        for (int i = 0; i < bounds.length; i++) {
            cumulative += counts[i];
            largest = Math.max(largest, Math.abs(cumulative / total - distribution.cumulative(bounds[i])));
        }
        return largest;
    }
}
