package dev.brownout.importing.log;

import dev.brownout.importing.fitting.DistributionText;
import dev.brownout.importing.fitting.KolmogorovSmirnov;
import dev.brownout.importing.fitting.TookHistogram;
import dev.brownout.importing.fitting.WeightedSample;
import dev.brownout.importing.log.LogRequestClass.ClassPart;
import dev.brownout.importing.log.PeriodStatistics.TimeKind;
import java.util.List;

/**
 * Response times of the requests of a class: the distribution of the successful ones, that of the failed ones, and a
 * comparison of the quiet and the busy period.
 *
 * @param text the distribution in the notation of the scenario language
 * @param origin the requests that were used and the goodness of fit
 * @param meanMicros mean of the requests that were used, in microseconds
 * @param all times of the successful responses of the whole log, in microseconds
 * @param failed times of the failed responses of the whole log, in microseconds
 * @param failedText the distribution of the failed responses; empty if there are too few, or they take as long
 * @param failedOrigin the failed responses that were used and the goodness of fit
 * @param ratio median of the busy period divided by the median of the quiet period; NaN if there are too few requests
 * @param quiet whether only the times of the quiet period were used
 */
record ServiceTimes(
        String text,
        String origin,
        double meanMicros,
        TookHistogram all,
        TookHistogram failed,
        String failedText,
        String failedOrigin,
        double ratio,
        boolean quiet) {
    /** Minimum number of requests of a class in the quiet period. With fewer requests the whole log is used. */
    static final int MINIMUM = 200;

    private static final int MAXIMUM = 20_000;
    private static final double NANOS = 1000;
    private static final double MEDIAN = 0.5;

    /** Minimum number of failed responses with a distribution of their own. */
    private static final int LEAST_FAILED = 20;

    /** Difference of the means from which failed responses have a distribution of their own. */
    private static final double OTHER_MEAN = 0.1;

    /** Maximum probability of a difference between the quiet and the busy period by chance. */
    private static final double CHANCE = 0.01;

    /**
     * Returns the response times of a class, or null if the log has none for its requests. If all responses failed,
     * these are their times.
     *
     * @param whole statistics of the whole log
     * @param quietOnly whether the quiet period alone is used for requests that are slower in the busy period
     */
    static ServiceTimes of(
            AccessLog log, QuietPeriod times, PeriodStatistics whole, LogRequestClass requests, boolean quietOnly) {
        RouteTree tree = log.routes();
        ClassPart part = requests.part();
        TookHistogram successes = whole.mergedTimes(tree, requests.routes(), part.successes());
        TookHistogram failures = whole.mergedTimes(tree, requests.routes(), part.failures());
        boolean onlyFailures = successes.size() == 0 && !requests.isCached();
        TookHistogram all = onlyFailures ? failures : successes;
        TookHistogram failed = onlyFailures ? new TookHistogram() : failures;
        List<TimeKind> kinds = requests.isCached() ? List.of(TimeKind.HIT) : part.successes();
        TookHistogram quiet = times.quiet().mergedTimes(tree, requests.routes(), kinds);
        TookHistogram busy = times.busy().mergedTimes(tree, requests.routes(), kinds);
        TookHistogram any = requests.isCached() ? whole.mergedTimes(tree, requests.routes(), kinds) : all;
        if (any.size() == 0) {
            return null;
        }
        boolean isSufficient = times.isReported() && quiet.size() >= MINIMUM;
        double resolution = log.resolutionMicros();
        boolean useQuiet = quietOnly && isSufficient && slower(quiet, busy, resolution);
        TookHistogram used = useQuiet ? quiet : any;
        double ratio = isSufficient && busy.size() >= MINIMUM && quiet.percentile(MEDIAN) > 0
                ? busy.percentile(MEDIAN) / quiet.percentile(MEDIAN)
                : Double.NaN;
        String from = "times of " + used.size()
                + (requests.isCached() ? " hits" : onlyFailures ? " failed responses" : " requests")
                + reason(times, quiet, useQuiet, isSufficient, quietOnly);
        DistributionText distribution = distribution(used, resolution, 0, from);
        boolean other = failed.size() >= LEAST_FAILED && Math.abs(failed.mean() - any.mean()) > OTHER_MEAN * any.mean();
        DistributionText failing =
                other ? distribution(failed, resolution, 0, "times of " + failed.size() + " failed responses") : null;
        return new ServiceTimes(
                distribution.text(),
                distribution.origin(),
                used.mean(),
                all,
                failed,
                other ? failing.text() : "",
                other ? failing.origin() : "",
                ratio,
                useQuiet);
    }

    /**
     * Returns the times of the origin: those of the misses of a class without the mean time of the lookup, which is the
     * time of a hit. Returns null if the log has none.
     *
     * @param lookupMicros mean time of a hit, in microseconds
     */
    static ServiceTimes ofOrigin(
            AccessLog log,
            QuietPeriod times,
            PeriodStatistics whole,
            LogRequestClass requests,
            boolean quietOnly,
            double lookupMicros) {
        RouteTree tree = log.routes();
        List<TimeKind> kinds = List.of(TimeKind.MISS);
        TookHistogram all = whole.mergedTimes(tree, requests.routes(), kinds);
        if (all.size() == 0) {
            return null;
        }
        TookHistogram quiet = times.quiet().mergedTimes(tree, requests.routes(), kinds);
        TookHistogram busy = times.busy().mergedTimes(tree, requests.routes(), kinds);
        double resolution = log.resolutionMicros();
        boolean useQuiet =
                quietOnly && times.isReported() && quiet.size() >= MINIMUM && slower(quiet, busy, resolution);
        TookHistogram used = useQuiet ? quiet : all;
        DistributionText distribution = distribution(
                used,
                resolution,
                lookupMicros,
                "times of " + used.size() + " misses" + (useQuiet ? " of the period of low load" : "")
                        + (lookupMicros > 0 ? ", without the mean time of a hit" : ""));
        double mean = Math.max(1, used.mean() - lookupMicros);
        return new ServiceTimes(
                distribution.text(),
                distribution.origin(),
                mean,
                all,
                new TookHistogram(),
                "",
                "",
                Double.NaN,
                useQuiet);
    }

    /** Returns the sum of the times that the scenario has for all responses, in microseconds. */
    double sumMicros() {
        double failing = failedText.isEmpty() ? all.mean() : failed.mean();
        return all.mean() * all.size() + (failed.size() == 0 ? 0 : failing * failed.size());
    }

    /** Returns whether failed responses have the times of the others here, and took another time. */
    boolean hasUnusedFailures() {
        return failed.size() > 0
                && failedText.isEmpty()
                && Math.abs(failed.mean() - all.mean()) > OTHER_MEAN * all.mean();
    }

    private static DistributionText distribution(TookHistogram times, double resolution, double offset, String from) {
        WeightedSample all = times.sample(resolution, offset);
        if (offset > 0) {
            return DistributionText.of(all, all, from);
        }
        WeightedSample sample = WeightedSample.ofRounded(resolution * NANOS, nanos(times.values(MAXIMUM, resolution)));
        return DistributionText.of(sample, all, from);
    }

    /** Returns whether requests take longer in the busy period than chance explains. */
    private static boolean slower(TookHistogram quiet, TookHistogram busy, double resolution) {
        if (busy.size() < MINIMUM || busy.mean() <= quiet.mean()) {
            return false;
        }
        double distance = KolmogorovSmirnov.distance(quiet.sample(resolution, 0), busy.sample(resolution, 0), 0);
        double size = (double) quiet.size() * busy.size() / (quiet.size() + busy.size());
        return KolmogorovSmirnov.probability(distance, size) < CHANCE;
    }

    private static String reason(
            QuietPeriod times, TookHistogram quiet, boolean useQuiet, boolean isSufficient, boolean quietOnly) {
        if (useQuiet) {
            return " of the period of low load";
        }
        if (!times.isReported()) {
            return "";
        }
        if (!isSufficient) {
            return " at any load, as the period of low load has only " + quiet.size();
        }
        return quietOnly ? " at any load, as those of the busiest period take no longer" : " at any load";
    }

    private static double[] nanos(double... micros) {
        double[] nanos = new double[micros.length];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = micros[i] * NANOS;
        }
        return nanos;
    }
}
