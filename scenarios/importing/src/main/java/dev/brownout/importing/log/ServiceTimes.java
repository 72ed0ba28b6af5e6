package dev.brownout.importing.log;

import dev.brownout.importing.fitting.DistributionText;
import dev.brownout.importing.fitting.TookHistogram;
import dev.brownout.importing.fitting.WeightedSample;

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

    private static final int MOST = 20_000;
    private static final double NANOS = 1000;
    private static final double MEDIAN = 0.5;

    /** Of a class; null where the log does not say how long any of its requests took. */
    static ServiceTimes of(AccessLog log, QuietPeriod times, PeriodStatistics whole, LogRequestClass requests) {
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
        WeightedSample sample = WeightedSample.rounded(resolution * NANOS, nanos(used.values(MOST, resolution)));
        String from = "times of " + used.size() + " requests" + (enough ? " of the quiet time" : why(times, quiet));
        DistributionText law = DistributionText.of(used.size(), sample, used.mean() * NANOS, from);
        return new ServiceTimes(law.text(), law.origin(), used.mean(), all, ratio);
    }

    private static String why(QuietPeriod times, TookHistogram quiet) {
        return times.told() ? " at any time, as the quiet one has only " + quiet.size() : "";
    }

    private static double[] nanos(double[] micros) {
        double[] nanos = new double[micros.length];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = micros[i] * NANOS;
        }
        return nanos;
    }
}
