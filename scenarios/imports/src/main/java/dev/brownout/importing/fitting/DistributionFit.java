package dev.brownout.importing.fitting;

import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Distributions fitted to a sample.
 *
 * <p>Each family is fitted by maximum likelihood. The families are ordered by Akaike's criterion. If the criteria of
 * two families differ by at most {@link #MIN_AIC_DIFFERENCE}, the better one is less than 20 times as likely as the
 * other. The sample does not distinguish the two then. Distributions with percentiles that differ by at most
 * {@link #SAME} are interchangeable, and the simplest one of them is selected.
 *
 * @param sample the measured values
 * @param fits all families that are possible for these values, the best first
 */
public record DistributionFit(WeightedSample sample, List<Fit> fits) {
    /** Difference of Akaike's criterion above which two distributions are distinguished: exp(6 / 2) = 20 to 1. */
    public static final double MIN_AIC_DIFFERENCE = 6;

    /** Relative difference of percentiles up to which two distributions are interchangeable in a simulation. */
    public static final double SAME = 0.05;

    /** Maximum Kolmogorov-Smirnov distance of a fit, unless a larger one can be explained by chance. */
    public static final double CLOSE = 0.02;

    /** Maximum Kolmogorov-Smirnov distance of the nearest distribution if none fits. */
    static final double NEAR = 0.05;

    /** Minimum probability for a distance to be explained by chance. */
    private static final double MIN_PROBABILITY = 0.05;

    /**
     * Minimum number of values beyond a percentile. With fewer values the percentile is too uncertain to judge a fit.
     */
    private static final int MIN_VALUES_BEYOND = 10;

    private static final int MAX_DIGITS = 6;
    private static final int CONSTANT_DIGITS = 12;
    private static final int MIN_DIGITS = 3;

    /**
     * Maximum loss of log-likelihood due to rounding of the parameters. A shift by a tenth of a standard error costs
     * 0.005.
     */
    private static final double MAX_ROUNDING_LOSS = 0.005;

    /** Copies the list. */
    public DistributionFit {
        fits = List.copyOf(fits);
    }

    /** Fits all families to a sample. */
    public static DistributionFit of(WeightedSample sample) {
        if (sample.max() - sample.min() <= sample.resolution() / 2) {
            return new DistributionFit(sample, List.of(constant(sample)));
        }
        List<Fit> fits = new ArrayList<>();
        for (DistributionFamily family : FittedFamilies.ALL) {
            double[] p = Likelihood.maximum(family, sample);
            if (p != null && FittedFamilies.isExpressible(family, p)) {
                fits.add(fit(family, p, sample));
            }
        }
        fits.sort(Comparator.comparingDouble(Fit::aic));
        return new DistributionFit(sample, fits);
    }

    /** Returns the simplest of the distributions that are interchangeable with the best one, or empty if none fits. */
    public Optional<Fit> best() {
        List<Fit> tied = tied();
        if (tied.isEmpty()) {
            return Optional.empty();
        }
        return tied.stream()
                .filter(fit -> isInterchangeable(fit, tied.get(0)))
                .min(Comparator.comparingInt(Fit::free).thenComparingInt(fit -> FittedFamilies.rank(fit.family())));
    }

    /**
     * Returns the distribution with the smallest distance from the sample, up to {@link #NEAR}, that has its mean and
     * its percentiles; empty if there is none.
     */
    Optional<Fit> nearest() {
        return fits.stream()
                .filter(fit -> fit.distance() <= NEAR && SampleAgreement.agrees(sample, fit.distribution()))
                .min(Comparator.comparingDouble(Fit::distance));
    }

    /** Returns the best distribution that is no sum with a constant, or empty if none fits. */
    Optional<Fit> bestWithoutOffset() {
        return new DistributionFit(
                        sample,
                        fits.stream()
                                .filter(fit -> !fit.family().endsWith(OffsetFamily.SUFFIX))
                                .toList())
                .best();
    }

    /**
     * Returns the distributions that the sample does not distinguish from the best one and that would make a difference
     * in a simulation.
     */
    public List<Fit> rivals() {
        Optional<Fit> best = best();
        List<Fit> rivals = new ArrayList<>();
        for (Fit fit : tied()) {
            boolean differs = best.isPresent() && !isInterchangeable(fit, best.get());
            if (differs && rivals.stream().noneMatch(rival -> isInterchangeable(fit, rival))) {
                rivals.add(fit);
            }
        }
        return rivals;
    }

    /** Returns the accepted distributions that are not distinguished from the best one, the best first. */
    private List<Fit> tied() {
        List<Fit> accepted = fits.stream().filter(this::isAccepted).toList();
        return accepted.stream()
                .filter(fit -> fit.aic() - accepted.get(0).aic() <= MIN_AIC_DIFFERENCE)
                .toList();
    }

    /**
     * Returns whether a distribution fits the sample. Its mean and its percentiles must agree with those of the sample
     * ({@link SampleAgreement}): the mean determines the utilization in a simulation. It then fits if their distance
     * can be explained by chance. It also fits if the distance is at most {@link #CLOSE} and no percentile up to the
     * 99th with enough values beyond it differs by more than {@link #SAME} or the resolution.
     */
    public boolean isAccepted(Fit fit) {
        if (!SampleAgreement.agrees(sample, fit.distribution())) {
            return false;
        }
        if (KolmogorovSmirnov.probability(fit.distance(), sample.size()) >= MIN_PROBABILITY) {
            return true;
        }
        boolean percentilesAgree = fit.quantiles().stream()
                .filter(quantile -> quantile.carried() && quantile.p() <= 0.99)
                .allMatch(quantile -> Math.abs(quantile.error()) <= SAME
                        || Math.abs(quantile.fitted() - quantile.measured()) <= sample.resolution());
        return fit.distance() <= CLOSE && percentilesAgree;
    }

    private static boolean isInterchangeable(Fit first, Fit second) {
        return Fit.PERCENTILES.stream()
                .allMatch(p -> Math.abs(first.distribution().quantile(p)
                                - second.distribution().quantile(p))
                        <= SAME * second.distribution().quantile(p));
    }

    private static Fit constant(WeightedSample sample) {
        double value = sample.mean();
        Distribution distribution = new ConstantDistribution(value);
        Fit.Estimate estimate = new Fit.Estimate("value", value, sample.cellStart(value), sample.cellEnd(value), true);
        return new Fit(
                "constant",
                LanguageNumbers.nanos(value, CONSTANT_DIGITS),
                distribution,
                1,
                0,
                0,
                List.of(estimate),
                quantiles(sample, distribution));
    }

    private static Fit fit(DistributionFamily family, double[] p, WeightedSample sample) {
        double maxLikelihood = Likelihood.logLikelihood(family, p, sample);
        int digits = MIN_DIGITS;
        while (digits < MAX_DIGITS
                && maxLikelihood - Likelihood.logLikelihood(family, Rounding.round(family, p, digits), sample)
                        > MAX_ROUNDING_LOSS) {
            digits++;
        }
        Distribution distribution = family.distribution(Rounding.round(family, p, digits));
        return new Fit(
                family.name(),
                family.text(p, digits),
                distribution,
                family.parameters().length,
                maxLikelihood,
                KolmogorovSmirnov.distance(sample, distribution),
                FisherInformation.intervals(family, p, sample),
                quantiles(sample, distribution));
    }

    private static List<Fit.Quantile> quantiles(WeightedSample sample, Distribution distribution) {
        return Fit.PERCENTILES.stream()
                .map(p -> new Fit.Quantile(
                        p,
                        sample.quantile(p),
                        distribution.quantile(p),
                        (1 - p) * sample.size() >= MIN_VALUES_BEYOND - 1e-9))
                .toList();
    }
}
