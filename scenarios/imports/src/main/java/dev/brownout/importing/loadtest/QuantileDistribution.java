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

    /**
     * Returns the fitted distribution if its mean is within 5 % of the measured one and its percentiles are within 10 %
     * of theirs. Otherwise the distribution is a mixture of uniform distributions between the percentiles. The last of
     * these gives the mixture the measured mean.
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
            agrees &= fit.distribution().cumulative((1 + QUANTILE_TOLERANCE) * nanos) >= quantile.getKey()
                    && fit.distribution().cumulative((1 - QUANTILE_TOLERANCE) * nanos) <= quantile.getKey();
        }
        return agrees;
    }

    private static String mixture(Row row) {
        List<String> parts = new ArrayList<>();
        double share = 0;
        double micros = Double.isNaN(row.minMicros()) ? 0 : row.minMicros();
        double sum = 0;
        for (var quantile : row.quantiles().entrySet()) {
            parts.add(part(quantile.getKey() - share, micros, quantile.getValue()));
            sum += (quantile.getKey() - share) * (micros + quantile.getValue()) / 2;
            share = quantile.getKey();
            micros = Math.max(micros, quantile.getValue());
        }
        double longest = Double.isNaN(row.maxMicros()) ? 2 * micros : Math.max(micros, row.maxMicros());
        double middle = Double.isNaN(row.meanMicros()) ? longest : (row.meanMicros() - sum) / (1 - share);
        parts.add(part(1 - share, micros, Math.max(micros, Math.min(longest, 2 * middle - micros))));
        return "mix(" + String.join(", ", parts) + ")";
    }

    private static String part(double share, double from, double to) {
        String low = LanguageNumbers.nanos(from * NANOS, DIGITS);
        String high = LanguageNumbers.nanos(to * NANOS, DIGITS);
        return LanguageNumbers.format(share * 100, 6) + "% "
                + (to <= from || low.equals(high) ? high : "uniform(" + low + " " + high + ")");
    }
}
