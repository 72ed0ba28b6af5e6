package dev.brownout.importing.fitting;

import dev.brownout.format.QuantityFormat;
import java.util.List;
import java.util.Optional;

/**
 * Distribution written to a scenario for measured times, with its goodness of fit. Its mean and its percentiles agree
 * with those of the measured times ({@link SampleAgreement}).
 *
 * @param text the distribution in the notation of the scenario language
 * @param origin description of the measurement and of the goodness of fit
 */
public record DistributionText(String text, String origin) {
    /** Minimum number of values for the selection of a family. */
    public static final int MIN_VALUES = 100;

    private static final int MEAN_DIGITS = 4;

    /**
     * Returns the distribution for measured values. With fewer than {@link #MIN_VALUES} values it is the lognormal one,
     * which is usual for latencies, if that agrees with them. If no family fits, it is a mixture of the modes, else the
     * recorded values as a mixture of uniform parts.
     *
     * @param sample values in ns that the families are fitted to; a part of the measured values, or all of them
     * @param all all measured values in ns
     * @param measurement description of the measurement
     */
    public static DistributionText of(WeightedSample sample, WeightedSample all, String measurement) {
        DistributionFit fits = DistributionFit.of(sample);
        boolean few = all.size() < MIN_VALUES;
        Optional<Fit> fit = (few ? defaultFit(fits) : fits.best())
                .filter(candidate -> SampleAgreement.agrees(all, candidate.distribution()));
        Optional<Fit> nearest = few
                ? Optional.empty()
                : fits.nearest().filter(candidate -> SampleAgreement.agrees(all, candidate.distribution()));
        if (fit.isPresent() && fits.fits().size() == 1) {
            return new DistributionText(fit.get().text(), measurement + "; all are equal");
        }
        if (fit.isPresent()) {
            String method = few
                    ? "; too few for a fit, this is the default distribution"
                    : "; " + fit.get().family() + " by maximum likelihood";
            return new DistributionText(
                    fit.get().text(),
                    measurement + method + ", Kolmogorov-Smirnov distance "
                            + QuantityFormat.format(fit.get().distance(), "ratio")
                            + (few ? "" : rivalText(fits.rivals())));
        }
        if (nearest.isPresent()) {
            return new DistributionText(
                    nearest.get().text(),
                    measurement + "; the nearest family by maximum likelihood, Kolmogorov-Smirnov distance "
                            + QuantityFormat.format(nearest.get().distance(), "ratio") + ", "
                            + SampleAgreement.text(all, nearest.get().distribution()));
        }
        Optional<WrittenDistribution> modes = few
                ? Optional.empty()
                : ModeMixture.fit(sample).filter(mixture -> SampleAgreement.agrees(all, mixture.distribution()));
        if (modes.isPresent()) {
            return mixture(all, modes.get(), measurement + "; no single family fits, a mixture of the modes");
        }
        return QuantileMixture.fit(all)
                .map(recorded -> mixture(all, recorded, measurement + "; no family fits, the recorded values in parts"))
                .orElseGet(() -> new DistributionText(
                        LanguageNumbers.nanos(all.mean(), MEAN_DIGITS),
                        measurement + "; NO DISTRIBUTION FITS, this is the mean"));
    }

    private static DistributionText mixture(WeightedSample all, WrittenDistribution mixture, String method) {
        return new DistributionText(mixture.text(), method + ", " + SampleAgreement.text(all, mixture.distribution()));
    }

    /** Returns the lognormal fit, or the only fit if all values are equal, or empty if there is neither. */
    private static Optional<Fit> defaultFit(DistributionFit fits) {
        return fits.fits().stream()
                .filter(fit -> fit.family().equals("lognormal") || fits.fits().size() == 1)
                .findFirst();
    }

    private static String rivalText(List<Fit> rivals) {
        return rivals.isEmpty() ? "" : "; " + rivals.get(0).text() + " fits as well";
    }
}
