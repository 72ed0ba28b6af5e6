package dev.brownout.importing.fitting;

import dev.brownout.elementary.ElementaryFunctions;
import java.util.Arrays;

/**
 * Zipf distribution fitted to the number of requests per key, by maximum likelihood.
 *
 * <p>The likelihood of the exponent depends on the counts only by the sum of count times ln(rank). The true ranks of
 * the keys are unknown. With ranks by count, keys of the tail with many requests by chance come first, so the sum is
 * smaller than with true ranks. The sum is therefore compared with its expectation for ranks by count
 * ({@link RankedCounts}). If the total number of keys is unknown, it is chosen so that the expected number of different
 * requested keys equals the observed one.
 *
 * @param exponent exponent of the distribution
 * @param low lower end of the 95 % confidence interval of the exponent
 * @param high upper end of the 95 % confidence interval of the exponent
 * @param keys total number of keys, including those that were never requested
 * @param fewest lower end of the confidence interval of the number of keys
 * @param most upper end of the confidence interval of the number of keys
 * @param requests number of requests
 * @param seen number of different keys that were requested
 * @param once number of keys that were requested exactly once
 * @param expectedOnce expected number of such keys for the distribution
 * @param distance largest difference between the observed and the expected share of requests for the most popular keys,
 *     over all numbers of keys
 */
public record ZipfFit(
        double exponent,
        double low,
        double high,
        long keys,
        long fewest,
        long most,
        long requests,
        long seen,
        long once,
        double expectedOnce,
        double distance) {
    /** Maximum number of keys in the scenario language. */
    public static final long MOST_KEYS = 1_000_000_000;

    /** Maximum distance for which the distribution is accepted. */
    public static final double CLOSE = 0.02;

    private static final double MAX_EXPONENT = 20;
    private static final int HALVINGS = 40;
    private static final double Z95 = 1.959963984540054;
    private static final double SLOPE_STEP = 1e-3;

    /** Fits the counts of keys, in any order, with an unknown total number of keys. */
    public static ZipfFit of(long... counts) {
        return new Search(counts, 0).fit();
    }

    /**
     * Fits the counts of keys, in any order, with a known total number of keys.
     *
     * @throws IllegalArgumentException if more keys were requested than there are
     */
    public static ZipfFit ofKnown(long keys, long... counts) {
        if (keys < Arrays.stream(counts).filter(count -> count > 0).count()) {
            throw new IllegalArgumentException("the number of keys must be at least the number of seen keys");
        }
        return new Search(counts, keys).fit();
    }

    /** Returns whether the distribution fits the counts. */
    public boolean isAccepted() {
        return distance <= CLOSE;
    }

    /**
     * Returns the distribution in the notation of the scenario language. It is uniform if the confidence interval of
     * the exponent contains 0.
     */
    public String text() {
        return low <= 0
                ? "uniform(" + keys + ")"
                : "zipf(" + LanguageNumbers.format(exponent, digits()) + " " + keys + ")";
    }

    private int digits() {
        return exponent >= 1 ? 4 : 3;
    }

    /** Search for the exponent and the number of keys. */
    private static final class Search {
        private final long[] counts;
        private final long knownKeys;
        private final long requests;
        private final double sumOfLogRanks;

        Search(long[] allCounts, long knownKeys) {
            this.counts =
                    Arrays.stream(allCounts).filter(count -> count > 0).sorted().toArray();
            if (counts.length == 0) {
                throw new IllegalArgumentException("a sample of keys has at least one request");
            }
            this.knownKeys = knownKeys;
            this.requests = Arrays.stream(counts).sum();
            double logs = 0;
            for (int i = 0; i < counts.length; i++) {
                logs += counts[i] * ElementaryFunctions.log(counts.length - i);
            }
            this.sumOfLogRanks = logs;
        }

        ZipfFit fit() {
            double exponent = exponent();
            long keys = keys(exponent, counts.length);
            RankedCounts expected = new RankedCounts(exponent, keys, requests);
            double lowerExponent = Math.max(0, exponent - SLOPE_STEP);
            double slope = (sum(exponent + SLOPE_STEP) - sum(lowerExponent)) / (exponent + SLOPE_STEP - lowerExponent);
            double error = Z95 * Math.sqrt(requests * expected.varianceOfLogRank()) / Math.abs(slope);
            double halfWidthOfSeen = Z95 * expected.deviationOfSeen();
            long once = Arrays.stream(counts).filter(count -> count == 1).count();
            return new ZipfFit(
                    exponent,
                    exponent - error,
                    exponent + error,
                    keys,
                    knownKeys > 0 ? knownKeys : keys(exponent, Math.max(1, counts.length - halfWidthOfSeen)),
                    knownKeys > 0 ? knownKeys : keys(exponent, counts.length + halfWidthOfSeen),
                    requests,
                    counts.length,
                    once,
                    expected.singletons(),
                    expected.distance(counts));
        }

        /**
         * Returns the exponent for which the expected sum equals the observed one. The expected sum decreases as the
         * exponent increases.
         */
        private double exponent() {
            double low = 0;
            double high = MAX_EXPONENT;
            if (sum(0) <= sumOfLogRanks) {
                return 0;
            }
            for (int i = 0; i < HALVINGS; i++) {
                double midpoint = (low + high) / 2;
                if (sum(midpoint) > sumOfLogRanks) {
                    low = midpoint;
                } else {
                    high = midpoint;
                }
            }
            return (low + high) / 2;
        }

        private double sum(double exponent) {
            return new RankedCounts(exponent, keys(exponent, counts.length), requests).sum();
        }

        /**
         * Returns the total number of keys for which the given number of different keys is expected to be requested.
         */
        private long keys(double exponent, double seen) {
            if (knownKeys > 0) {
                return knownKeys;
            }
            long low = (long) Math.max(1, Math.floor(seen));
            long high = MOST_KEYS;
            if (new RankedCounts(exponent, low, requests).distinctKeys() >= seen - 0.5) {
                return low;
            }
            while (high - low > Math.max(1, low / 100_000)) {
                long midpoint = (long) Math.sqrt((double) low * high);
                midpoint = Math.min(high - 1, Math.max(low + 1, midpoint));
                if (new RankedCounts(exponent, midpoint, requests).distinctKeys() < seen) {
                    low = midpoint;
                } else {
                    high = midpoint;
                }
            }
            return high;
        }
    }
}
