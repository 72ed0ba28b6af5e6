package dev.brownout.importing.fitting;

import dev.brownout.format.QuantityFormat;
import java.util.Comparator;
import java.util.List;

/**
 * The law that stands in a scenario for measured times, and how sure it is.
 *
 * @param text the law as a scenario writes it
 * @param origin of what it is, and how well it fits
 */
public record DistributionText(String text, String origin) {
    /** With fewer values than these no law is told from another one. */
    public static final int TELLING = 100;

    /**
     * The law that fits a sample: of few values the usual one, of values that fit none the nearest, and that is said.
     *
     * @param measured how many values there were, of which the sample may be a part
     * @param sample in nanoseconds
     * @param meanNanos their mean
     * @param from what was measured, in words
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

    /** The law that most measured latencies have, or the only one where all are the same. */
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
