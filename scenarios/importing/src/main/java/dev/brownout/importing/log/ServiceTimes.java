package dev.brownout.importing.log;

import dev.brownout.importing.fit.Fit;
import dev.brownout.importing.fit.LawFit;
import dev.brownout.importing.fit.Numerals;
import dev.brownout.importing.fit.Sample;
import dev.brownout.wording.Quantity;
import java.util.Comparator;
import java.util.List;

/**
 * How long the requests of a class take: the law that fits those of the quiet time, and what the busy time makes of it.
 *
 * @param text the law as a scenario writes it
 * @param origin of which requests it is, and how well it fits
 * @param meanMicros their mean
 * @param all those of the whole log
 * @param ratio the median of the busy time over that of the quiet one; NaN where there are too few to tell
 */
record ServiceTimes(String text, String origin, double meanMicros, TookHistogram all, double ratio) {
    /** The fewest requests of a class in the quiet time for which that time alone counts. */
    static final int LEAST = 200;

    /** With fewer requests than these no law is told from another one. */
    private static final int TELLING = 100;

    private static final int MOST = 20_000;
    private static final double NANOS = 1000;
    private static final double MEDIAN = 0.5;

    /** Of a class; null where the log does not say how long any of its requests took. */
    static ServiceTimes of(AccessLog log, Quiet times, Stretch whole, RequestClass requests) {
        RouteTree tree = log.routes();
        TookHistogram all = whole.took(tree, requests.routes());
        if (all.size() == 0) {
            return null;
        }
        TookHistogram quiet = times.quiet().took(tree, requests.routes());
        TookHistogram busy = times.busy().took(tree, requests.routes());
        boolean enough = times.told() && quiet.size() >= LEAST;
        TookHistogram used = enough ? quiet : all;
        double ratio = enough && busy.size() >= LEAST && quiet.percentile(MEDIAN) > 0
                ? busy.percentile(MEDIAN) / quiet.percentile(MEDIAN)
                : Double.NaN;
        double resolution = log.resolutionMicros();
        Sample sample = Sample.rounded(resolution * NANOS, nanos(used.values(MOST, resolution)));
        LawFit fits = LawFit.of(sample);
        String from = "times of " + used.size() + " requests" + (enough ? " of the quiet time" : why(times, quiet));
        Fit fit = used.size() < TELLING
                ? usual(fits)
                : fits.best().filter(ServiceTimes::finite).orElse(null);
        String how = "; " + (fit == null ? "" : fit.family()) + " by maximum likelihood";
        if (fit != null && fits.fits().size() == 1) {
            return new ServiceTimes(fit.text(), from + "; all take the same time", used.mean(), all, ratio);
        }
        if (used.size() < TELLING) {
            how = "; too few to tell their law, this is the usual one";
        } else if (fit == null) {
            how = "; NO LAW FITS THEM, this is the nearest";
            fit = fits.fits().stream()
                    .filter(ServiceTimes::finite)
                    .min(Comparator.comparingDouble(Fit::distance))
                    .orElse(null);
        }
        if (fit == null) {
            String mean = Numerals.nanos(used.mean() * NANOS);
            return new ServiceTimes(mean, from + "; NO LAW FITS THEM, this is their mean", used.mean(), all, ratio);
        }
        String distance = ", Kolmogorov-Smirnov distance " + Quantity.of(fit.distance(), "ratio");
        String origin = from + how + distance + (used.size() < TELLING ? "" : rivals(fits.rivals()));
        return new ServiceTimes(fit.text(), origin, used.mean(), all, ratio);
    }

    /** The law that most measured latencies have, or the only one where all are the same. */
    private static Fit usual(LawFit fits) {
        return fits.fits().stream()
                .filter(fit -> fit.family().equals("lognormal") || fits.fits().size() == 1)
                .findFirst()
                .orElse(null);
    }

    private static boolean finite(Fit fit) {
        return Double.isFinite(fit.law().mean());
    }

    private static String why(Quiet times, TookHistogram quiet) {
        return times.told() ? " at any time, as the quiet one has only " + quiet.size() : "";
    }

    private static String rivals(List<Fit> rivals) {
        return rivals.isEmpty() ? "" : "; " + rivals.get(0).text() + " fits as well";
    }

    private static double[] nanos(double[] micros) {
        double[] nanos = new double[micros.length];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = micros[i] * NANOS;
        }
        return nanos;
    }
}
