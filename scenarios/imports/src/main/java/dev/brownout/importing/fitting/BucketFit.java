package dev.brownout.importing.fitting;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.random.Distribution;
import java.util.ArrayList;
import java.util.Arrays;
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
 * @param distribution the distribution of the text
 * @param aic Akaike's information criterion: twice the number of parameters minus twice the log-likelihood
 * @param distance largest difference, over the bounds, between the empirical and the fitted cumulative distribution
 */
public record BucketFit(String text, String family, Distribution distribution, double aic, double distance) {
    /** Name of the family if none fits: a mixture with one part per interval. */
    public static final String MIXTURE = "mix";

    /** Maximum distance of a fit. */
    private static final double CLOSE = 0.02;

    private static final List<Double> PERCENTILES = List.of(0.5, 0.99);

    /** Minimum distance of the middle of a part from the ends of its interval, as a share of the interval. */
    private static final double MIN_POSITION = 0.02;

    private static final double SHARES = 1e9;
    private static final int DIGITS = 4;
    private static final int START_POINTS = 4_000;
    private static final double STEP = 0.1;
    private static final double MIN_PROBABILITY = 1e-300;

    /**
     * Returns the best distribution by Akaike's criterion that agrees with the intervals: with a distance of at most
     * {@link #CLOSE}, its median and its 99th percentile in the right interval, and the mean of the values. If no
     * family does, it is a mixture of one uniform part per interval. The result is empty if fewer than two intervals
     * have values.
     *
     * @param mean mean of the values in ns, or NaN if it is unknown
     * @param bounds upper ends of the intervals, ascending, in ns; the first interval begins at 0, and the last one has
     *     no upper end
     * @param counts number of values per interval: one more than there are bounds
     */
    public static Optional<BucketFit> of(double mean, double[] bounds, double[] counts) {
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
        Optional<BucketFit> best = fits.stream()
                .filter(fit -> agrees(fit, mean, bounds, counts))
                .min(Comparator.comparingDouble(BucketFit::aic));
        return best.or(() -> Optional.of(mixture(mean, bounds, counts)));
    }

    /** Returns whether a distribution has the mean and the percentiles of the values. */
    private static boolean agrees(BucketFit fit, double mean, double[] bounds, double[] counts) {
        if (fit.distance() > CLOSE
                || Math.abs(fit.distribution().mean() - mean) > SampleAgreement.MAX_MEAN_ERROR * mean) {
            return false;
        }
        for (double p : PERCENTILES) {
            int interval = interval(p, counts);
            double low = interval == 0 ? 0 : bounds[interval - 1] * (1 - SampleAgreement.MAX_PERCENTILE_ERROR);
            double high = interval == bounds.length
                    ? Double.POSITIVE_INFINITY
                    : bounds[interval] * (1 + SampleAgreement.MAX_PERCENTILE_ERROR);
            double quantile = fit.distribution().quantile(p);
            if (quantile < low || quantile > high) {
                return false;
            }
        }
        return true;
    }

    /** Returns the number of the interval with a percentile. */
    private static int interval(double p, double... counts) {
        double rank = p * Arrays.stream(counts).sum();
        double cumulative = 0;
        for (int i = 0; i < counts.length; i++) {
            cumulative += counts[i];
            if (cumulative >= rank) {
                return i;
            }
        }
        return counts.length - 1;
    }

    /**
     * Returns a mixture with one uniform part per interval. The parts have the same relative position within their
     * intervals, so that the mixture has the given mean, or the middle if that is unknown.
     */
    private static BucketFit mixture(double mean, double[] bounds, double[] counts) {
        double total = Arrays.stream(counts).sum();
        double lowest = 0;
        double width = 0;
        for (int i = 0; i < counts.length; i++) {
            lowest += counts[i] / total * low(i, bounds);
            width += counts[i] / total * (high(i, bounds) - low(i, bounds));
        }
        double position =
                Double.isNaN(mean) ? 0.5 : Math.max(MIN_POSITION, Math.min(1 - MIN_POSITION, (mean - lowest) / width));
        List<Long> shares = new ArrayList<>();
        List<WrittenDistribution> parts = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                double middle = low(i, bounds) + position * (high(i, bounds) - low(i, bounds));
                double half = Math.min(middle - low(i, bounds), high(i, bounds) - middle);
                shares.add(Math.max(1, Math.round(counts[i] / total * SHARES)));
                parts.add(QuantileMixture.uniform(middle - half, middle + half));
            }
        }
        WrittenDistribution mixture = WrittenDistribution.mixture(shares, parts);
        return new BucketFit(
                mixture.text(), MIXTURE, mixture.distribution(), 0, distance(mixture.distribution(), bounds, counts));
    }

    private static double low(int interval, double... bounds) {
        return interval == 0 ? 0 : bounds[interval - 1];
    }

    private static double high(int interval, double... bounds) {
        return interval < bounds.length ? bounds[interval] : 2 * bounds[interval - 1];
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
            double[] p = Rounding.round(family, best, DIGITS);
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
