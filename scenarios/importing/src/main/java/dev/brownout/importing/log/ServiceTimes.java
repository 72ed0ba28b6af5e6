package dev.brownout.importing.log;

import dev.brownout.importing.fitting.DistributionText;
import dev.brownout.importing.fitting.TookHistogram;
import dev.brownout.importing.fitting.WeightedSample;

/**
 * Response times of the requests of a class: the distribution fitted to the quiet period, and a comparison with the
 * busy period.
 *
 * @param text the distribution in the notation of the scenario language
 * @param origin the requests that were used and the goodness of fit
 * @param meanMicros mean of the requests that were used, in microseconds
 * @param all response times of the whole log, in microseconds
 * @param ratio median of the busy period divided by the median of the quiet period; NaN if there are too few requests
 */
record ServiceTimes(String text, String origin, double meanMicros, TookHistogram all, double ratio) {
    /** Minimum number of requests of a class in the quiet period. With fewer requests the whole log is used. */
    static final int LEAST = 200;

    private static final int MOST = 20_000;
    private static final double NANOS = 1000;
    private static final double MEDIAN = 0.5;

    /** Returns the response times of a class, or null if the log has none for its requests. */
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
        String from =
                "times of " + used.size() + " requests" + (enough ? " of the period of low load" : why(times, quiet));
        DistributionText law = DistributionText.of(sample, used.sample(resolution, 0), from);
        return new ServiceTimes(law.text(), law.origin(), used.mean(), all, ratio);
    }

    private static String why(QuietPeriod times, TookHistogram quiet) {
        return times.told() ? " at any load, as the period of low load has only " + quiet.size() : "";
    }

    private static double[] nanos(double[] micros) {
        double[] nanos = new double[micros.length];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = micros[i] * NANOS;
        }
        return nanos;
    }
}
