package dev.brownout.importing.fitting;

import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which laws of the language a sample may come from.
 *
 * <p>Each family is fitted by maximum likelihood. The order is that of Akaike's criterion. Where the criterion of two
 * differs by no more than {@link #TELLS}, the better one is less than 20 times as likely as the other: the sample does
 * not tell the two apart. Of those that differ in no percentile by more than {@link #SAME} the simplest one stands for
 * all, as it does not matter which of them is true.
 *
 * @param sample what was measured
 * @param fits all families that can have such values, the best first
 */
public record DistributionFit(WeightedSample sample, List<Fit> fits) {
    /** A difference of Akaike's criterion from which on it tells: exp(6 / 2) = 20 to 1. */
    public static final double TELLS = 6;

    /** Laws whose percentiles differ by no more than this share are the same for who runs them. */
    public static final double SAME = 0.05;

    /** A larger distance than this is a misfit, unless chance explains it. */
    public static final double CLOSE = 0.02;

    /** A distance is explained by chance from this probability on. */
    private static final double CHANCE = 0.05;

    /** With fewer values beyond a percentile than these, it is not known well enough to hold a law against it. */
    private static final int BEYOND = 10;

    private static final int MOST_DIGITS = 6;
    private static final int ALL_DIGITS = 12;
    private static final int LEAST_DIGITS = 3;

    /** What rounding may take from the likelihood's logarithm: a tenth of a standard error costs 0.005. */
    private static final double ROUNDING = 0.005;

    /** Takes the list as it is now. */
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
            if (p != null) {
                fits.add(fit(family, p, sample));
            }
        }
        fits.sort(Comparator.comparingDouble(Fit::aic));
        return new DistributionFit(sample, fits);
    }

    /** The law to write: the simplest of those that say the same as the best one; empty where none fits. */
    public Optional<Fit> best() {
        List<Fit> tied = tied();
        if (tied.isEmpty()) {
            return Optional.empty();
        }
        return tied.stream()
                .filter(fit -> same(fit, tied.get(0)))
                .min(Comparator.comparingInt(Fit::free).thenComparingInt(fit -> FittedFamilies.place(fit.family())));
    }

    /** Others that the sample does not tell apart from the best one and that would make a difference in a run. */
    public List<Fit> rivals() {
        Optional<Fit> best = best();
        List<Fit> rivals = new ArrayList<>();
        for (Fit fit : tied()) {
            boolean other = best.isPresent() && !same(fit, best.get());
            if (other && rivals.stream().noneMatch(rival -> same(fit, rival))) {
                rivals.add(fit);
            }
        }
        return rivals;
    }

    /** Those that fit, none of which is much better than another, the best first. */
    private List<Fit> tied() {
        List<Fit> good = fits.stream().filter(this::accepted).toList();
        return good.stream()
                .filter(fit -> fit.aic() - good.get(0).aic() <= TELLS)
                .toList();
    }

    /**
     * Whether a law may stand for the sample: chance explains the distance between the two, or the distance is at most
     * {@link #CLOSE} and no percentile that the sample carries, up to the 99th, is off by more than {@link #SAME}.
     */
    public boolean accepted(Fit fit) {
        if (KolmogorovSmirnov.probability(fit.distance(), sample.size()) >= CHANCE) {
            return true;
        }
        boolean near = fit.quantiles().stream()
                .filter(quantile -> quantile.carried() && quantile.p() <= 0.99)
                .allMatch(quantile -> Math.abs(quantile.error()) <= SAME
                        || Math.abs(quantile.fitted() - quantile.measured()) <= sample.resolution());
        return fit.distance() <= CLOSE && near;
    }

    private static boolean same(Fit one, Fit other) {
        return Fit.PERCENTILES.stream()
                .allMatch(p -> Math.abs(one.law().quantile(p) / other.law().quantile(p) - 1) <= SAME);
    }

    private static Fit constant(WeightedSample sample) {
        double value = sample.mean();
        Distribution law = new ConstantDistribution(value);
        Fit.Estimate always = new Fit.Estimate("value", value, sample.from(value), sample.to(value), true);
        return new Fit(
                "constant",
                LanguageNumbers.nanos(value, ALL_DIGITS),
                law,
                1,
                0,
                0,
                List.of(always),
                quantiles(sample, law));
    }

    private static Fit fit(DistributionFamily family, double[] p, WeightedSample sample) {
        double most = Likelihood.of(family, p, sample);
        int digits = LEAST_DIGITS;
        while (digits < MOST_DIGITS
                && most - Likelihood.of(family, Rounding.of(family, p, digits), sample) > ROUNDING) {
            digits++;
        }
        Distribution law = family.law(Rounding.of(family, p, digits));
        return new Fit(
                family.name(),
                family.text(p, digits),
                law,
                family.parameters().length,
                most,
                KolmogorovSmirnov.distance(sample, law),
                FisherInformation.intervals(family, p, sample),
                quantiles(sample, law));
    }

    private static List<Fit.Quantile> quantiles(WeightedSample sample, Distribution law) {
        return Fit.PERCENTILES.stream()
                .map(p -> new Fit.Quantile(
                        p, sample.quantile(p), law.quantile(p), (1 - p) * sample.size() >= BEYOND - 1e-9))
                .toList();
    }
}
