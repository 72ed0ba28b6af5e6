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
    /** Minimum number of values to distinguish distributions. */
    public static final int TELLING = 100;

    /**
     * Returns the distribution for a sample. With fewer than {@link #TELLING} values it is the usual one for latencies.
     * If no family fits, it is the nearest one, with a remark.
     *
     * @param measured number of measured values, of which the sample may be a part
     * @param sample values in ns
     * @param meanNanos mean of the measured values, in ns
     * @param from description of the measurement
     */
    public static DistributionText of(long measured, WeightedSample sample, double meanNanos, String from) {
        DistributionFit fits = DistributionFit.of(sample);
        Fit fit = measured < TELLING
                ? usual(fits)
                : fits.best().filter(DistributionText::finite).orElse(null);
        String how = "; " + (fit == null ? "" : fit.family()) + " by maximum likelihood";
        if (fit != null && fits.fits().size() == 1) {
            return new DistributionText(fit.text(), from + "; all take the same time");
        }
        if (measured < TELLING) {
            how = "; too few to tell their law, this is the usual one";
        } else if (fit == null) {
            how = "; NO LAW FITS THEM, this is the nearest";
            fit = fits.fits().stream()
                    .filter(DistributionText::finite)
                    .min(Comparator.comparingDouble(Fit::distance))
                    .orElse(null);
        }
        if (fit == null) {
            return new DistributionText(
                    LanguageNumbers.nanos(meanNanos), from + "; NO LAW FITS THEM, this is their mean");
        }
        String distance = ", Kolmogorov-Smirnov distance " + QuantityFormat.of(fit.distance(), "ratio");
        return new DistributionText(
                fit.text(), from + how + distance + (measured < TELLING ? "" : rivals(fits.rivals())));
    }

    /** Returns the lognormal fit, the usual distribution of latencies, or the only fit if all values are equal. */
    private static Fit usual(DistributionFit fits) {
        return fits.fits().stream()
                .filter(fit -> fit.family().equals("lognormal") || fits.fits().size() == 1)
                .findFirst()
                .orElse(null);
    }

    private static boolean finite(Fit fit) {
        return Double.isFinite(fit.law().mean());
    }

    private static String rivals(List<Fit> rivals) {
        return rivals.isEmpty() ? "" : "; " + rivals.get(0).text() + " fits as well";
    }
}
