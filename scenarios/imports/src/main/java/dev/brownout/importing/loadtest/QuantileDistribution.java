package dev.brownout.importing.loadtest;

import dev.brownout.importing.fitting.BucketFit;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.loadtest.LoadTestSummary.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Distribution of response times that are known by their percentiles.
 *
 * @param text the distribution in the notation of the scenario language
 * @param origin description of its derivation
 */
record QuantileDistribution(String text, String origin) {
    private static final double NANOS = 1e3;
    private static final double MEAN_TOLERANCE = 0.05;
    private static final double QUANTILE_TOLERANCE = 0.1;
    private static final int DIGITS = 4;

    /** Standard errors of a share by which the fit must pass a percentile, as its samples have an error. */
    private static final double SAMPLING_ERRORS = 2;

    /**
     * Returns the fitted distribution if its mean is within 5 % of the measured one and the percentiles of its samples
     * are within 10 % of theirs. It has no gap at a percentile then. Otherwise the distribution is a mixture of uniform
     * distributions between the percentiles. The last of these gives the mixture the measured mean.
     */
    static QuantileDistribution of(Row row) {
        if (row.quantiles().isEmpty()) {
            return new QuantileDistribution(
                    "exp(" + LanguageNumbers.nanos(row.meanMicros() * NANOS) + ")",
                    "the measured mean; NO PERCENTILES, so the exponential distribution is a guess");
        }
        Optional<BucketFit> fit = fit(row).filter(found -> agrees(found, row));
        if (fit.isPresent()) {
            return new QuantileDistribution(
                    fit.get().text(),
                    fit.get().family() + " fitted to " + row.quantiles().size() + " percentiles; it agrees with them"
                            + " and with the mean");
        }
        return new QuantileDistribution(
                mixture(row),
                "uniform between the measured percentiles, as no distribution agrees with them"
                        + (Double.isNaN(row.meanMicros())
                                ? ""
                                : " and with the mean of " + LanguageNumbers.nanos(row.meanMicros() * NANOS)));
    }

    private static Optional<BucketFit> fit(Row row) {
        List<Double> bounds = new ArrayList<>();
        List<Double> counts = new ArrayList<>();
        double before = 0;
        double last = -1;
        for (var quantile : row.quantiles().entrySet()) {
            if (quantile.getValue() > last) {
                bounds.add(quantile.getValue() * NANOS);
                counts.add((quantile.getKey() - before) * row.requests());
                before = quantile.getKey();
                last = quantile.getValue();
            }
        }
        counts.add((1 - before) * row.requests());
        return BucketFit.of(
                row.meanMicros() * NANOS,
                bounds.stream().mapToDouble(bound -> bound).toArray(),
                counts.stream().mapToDouble(count -> count).toArray());
    }

    private static boolean agrees(BucketFit fit, Row row) {
        double mean = fit.distribution().mean() / NANOS;
        boolean agrees = Double.isNaN(row.meanMicros())
                || Math.abs(mean - row.meanMicros()) <= MEAN_TOLERANCE * row.meanMicros();
        for (var quantile : row.quantiles().entrySet()) {
            double nanos = quantile.getValue() * NANOS;
            double share = quantile.getKey();
            double margin = SAMPLING_ERRORS * Math.sqrt(share * (1 - share) / row.requests());
            agrees &= fit.distribution().cumulative((1 + QUANTILE_TOLERANCE) * nanos) >= share + margin
                    && fit.distribution().cumulative((1 - QUANTILE_TOLERANCE) * nanos) <= share - margin;
        }
        return agrees;
    }

    /**
     * Returns a mixture of uniform distributions between the percentiles. Where few samples are above a percentile, a
     * part of them is near it, so that the percentile of other samples is not far from it. The slowest samples give the
     * mixture the measured mean.
     */
    private static String mixture(Row row) {
        List<String> parts = new ArrayList<>();
        double share = 0;
        double micros = Double.isNaN(row.minMicros()) ? 0 : row.minMicros();
        double sum = 0;
        for (var quantile : row.quantiles().entrySet()) {
            double part = quantile.getKey() - share;
            double near = near(row, share, part, micros / (quantile.getValue() - micros));
            if (near > 0) {
                parts.add(part(near, micros, micros * (1 + QUANTILE_TOLERANCE)));
                sum += near * micros * (1 + QUANTILE_TOLERANCE / 2);
                micros *= 1 + QUANTILE_TOLERANCE;
            }
            parts.add(part(part - near, micros, quantile.getValue()));
            sum += (part - near) * (micros + quantile.getValue()) / 2;
            share = quantile.getKey();
            micros = Math.max(micros, quantile.getValue());
        }
        parts.addAll(slowest(row, 1 - share, micros, sum));
        return "mix(" + String.join(", ", parts) + ")";
    }

    /** Returns the parts above the highest percentile, given the sum of the parts below it. */
    private static List<String> slowest(Row row, double share, double micros, double sum) {
        double longest = Double.isNaN(row.maxMicros()) ? 2 * micros : Math.max(micros, row.maxMicros());
        double mean = Double.isNaN(row.meanMicros()) ? longest : (row.meanMicros() - sum) / share;
        double near = near(row, 1 - share, share, micros / (Math.min(longest, 2 * mean - micros) - micros));
        if (near == 0) {
            return List.of(part(share, micros, Math.max(micros, Math.min(longest, 2 * mean - micros))));
        }
        double from = micros * (1 + QUANTILE_TOLERANCE);
        double rest = (mean * share - near * (micros + from) / 2) / (share - near);
        double low = Math.max(from, Math.min(longest, 2 * rest - longest));
        double high = Math.max(low, Math.min(longest, 2 * rest - from));
        return List.of(part(near, micros, from), part(share - near, low, high));
    }

    /**
     * Returns the share of samples near a percentile if a part above it has fewer of them than the sampling error of
     * the percentile; otherwise 0. It is a multiple of 0.01 %.
     *
     * @param share share of the samples in the part
     * @param narrowness ratio of the percentile to the width of the part
     */
    private static double near(Row row, double percentile, double share, double narrowness) {
        double error = SAMPLING_ERRORS * Math.sqrt(percentile * (1 - percentile) / row.requests());
        boolean isSparse = narrowness > 0 && share * narrowness * QUANTILE_TOLERANCE < error;
        return isSparse && error < share / 2 ? Math.ceil(error * 1e4) / 1e4 : 0;
    }

    private static String part(double share, double from, double to) {
        String low = LanguageNumbers.nanos(from * NANOS, DIGITS);
        String high = LanguageNumbers.nanos(to * NANOS, DIGITS);
        return LanguageNumbers.format(share * 100, 6) + "% "
                + (to <= from || low.equals(high) ? high : "uniform(" + low + " " + high + ")");
    }
}
