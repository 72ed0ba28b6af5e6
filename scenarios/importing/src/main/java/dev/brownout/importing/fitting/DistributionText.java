package dev.brownout.importing.fitting;

import dev.brownout.format.QuantityFormat;
import java.util.Comparator;
import java.util.List;

/**
 * Distribution written to a scenario for measured times, with its goodness of fit.
 *
 * @param text the distribution in the notation of the scenario language
 * @param origin description of the measurement and of the goodness of fit
 */
public record DistributionText(String text, String origin) {
    /** Minimum number of values for the selection of a family. */
    public static final int MIN_VALUES = 100;

    /**
     * Returns the distribution for a sample. With fewer than {@link #MIN_VALUES} values it is the lognormal one, which
     * is usual for latencies. If no family fits, it is the nearest distribution, or the mean if there is none, with a
     * remark.
     *
     * @param measuredCount number of measured values, of which the sample may be a part
     * @param sample values in ns
     * @param meanNanos mean of the measured values, in ns
     * @param measurement description of the measurement
     */
    public static DistributionText of(long measuredCount, WeightedSample sample, double meanNanos, String measurement) {
        DistributionFit fits = DistributionFit.of(sample);
        Fit fit = measuredCount < MIN_VALUES
                ? defaultFit(fits)
                : fits.best().filter(DistributionText::hasFiniteMean).orElse(null);
        String method = "; " + (fit == null ? "" : fit.family()) + " by maximum likelihood";
        if (fit != null && fits.fits().size() == 1) {
            return new DistributionText(fit.text(), measurement + "; all are equal");
        }
        if (measuredCount < MIN_VALUES) {
            method = "; too few for a fit, this is the default distribution";
        } else if (fit == null) {
            method = "; NO DISTRIBUTION FITS, this is the nearest one";
            fit = fits.fits().stream()
                    .filter(DistributionText::hasFiniteMean)
                    .min(Comparator.comparingDouble(Fit::distance))
                    .orElse(null);
        }
        if (fit == null) {
            return new DistributionText(
                    LanguageNumbers.nanos(meanNanos), measurement + "; NO DISTRIBUTION FITS, this is the mean");
        }
        String distance = ", Kolmogorov-Smirnov distance " + QuantityFormat.of(fit.distance(), "ratio");
        return new DistributionText(
                fit.text(),
                measurement + method + distance + (measuredCount < MIN_VALUES ? "" : rivalText(fits.rivals())));
    }

    /**
     * Returns the lognormal fit, or the only fit if all values are equal. The result is {@code null} if there is
     * neither.
     */
    private static Fit defaultFit(DistributionFit fits) {
        return fits.fits().stream()
                .filter(fit -> fit.family().equals("lognormal") || fits.fits().size() == 1)
                .findFirst()
                .orElse(null);
    }

    private static boolean hasFiniteMean(Fit fit) {
        return Double.isFinite(fit.law().mean());
    }

    private static String rivalText(List<Fit> rivals) {
        return rivals.isEmpty() ? "" : "; " + rivals.get(0).text() + " fits as well";
    }
}
