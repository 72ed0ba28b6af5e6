package dev.brownout.importing.fitting;

import java.util.Arrays;

/**
 * Zipf's law fitted to how often each key was asked for, by maximum likelihood.
 *
 * <p>The likelihood of the exponent depends on the counts by the sum of count times ln(rank). Which key has which rank
 * in truth nobody knows: ranked by their counts, keys of the tail that were lucky come first, and the sum is smaller
 * than by true ranks. So the sum is compared not with what it is for true ranks but with what is expected of it for
 * ranks by counts ({@link RankedCounts}). Where fewer keys were seen than there are, their number is that of which so
 * many would be seen.
 *
 * @param exponent of the law
 * @param low where the interval begins that holds the true exponent in 95 of 100 samples
 * @param high where it ends
 * @param keys how many there are, those included that were never asked for
 * @param fewest where the interval of that number begins
 * @param most where it ends
 * @param requests how many requests there were
 * @param seen how many different keys they asked for
 * @param once how many keys were asked for exactly once
 * @param expectedOnce how many such keys the law makes expect
 * @param distance the largest difference between the shares of requests that the most popular keys have in the sample
 *     and by the law, over all numbers of keys
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
    /** The most keys that the language has. */
    public static final long MOST_KEYS = 1_000_000_000;

    /** A larger distance than this says that the popularity is not Zipf's. */
    public static final double CLOSE = 0.02;

    private static final double STEEPEST = 20;
    private static final int HALVINGS = 40;
    private static final double Z95 = 1.959963984540054;
    private static final double SLOPE_STEP = 1e-3;

    /** Of counts of keys, in any order, where nobody knows how many keys there are. */
    public static ZipfFit of(long... counts) {
        return new Search(counts, 0).fit();
    }

    /** Of counts of keys, in any order, of so many that there are; throws if more were seen. */
    public static ZipfFit ofKnown(long keys, long... counts) {
        if (keys < Arrays.stream(counts).filter(count -> count > 0).count()) {
            throw new IllegalArgumentException("there are not fewer keys than were seen");
        }
        return new Search(counts, keys).fit();
    }

    /** Whether the popularity may stand for the counts. */
    public boolean accepted() {
        return distance <= CLOSE;
    }

    /** The popularity as a scenario writes it: uniform where the exponent may be 0. */
    public String text() {
        return low <= 0
                ? "uniform(" + keys + ")"
                : "zipf(" + LanguageNumbers.bare(exponent, digits()) + " " + keys + ")";
    }

    private int digits() {
        return exponent >= 1 ? 4 : 3;
    }

    /** The search for exponent and number of keys. */
    private static final class Search {
        private final long[] counts;
        private final long known;
        private final long requests;
        private final double sum;

        Search(long[] all, long known) {
            this.counts = Arrays.stream(all).filter(count -> count > 0).sorted().toArray();
            if (counts.length == 0) {
                throw new IllegalArgumentException("a sample of keys has at least one request");
            }
            this.known = known;
            this.requests = Arrays.stream(counts).sum();
            double logs = 0;
            for (int i = 0; i < counts.length; i++) {
                logs += counts[i] * StrictMath.log(counts.length - i);
            }
            this.sum = logs;
        }

        ZipfFit fit() {
            double exponent = exponent();
            long keys = keys(exponent, counts.length);
            RankedCounts law = new RankedCounts(exponent, keys, requests);
            double below = Math.max(0, exponent - SLOPE_STEP);
            double slope = (sum(exponent + SLOPE_STEP) - sum(below)) / (exponent + SLOPE_STEP - below);
            double error = Z95 * StrictMath.sqrt(requests * law.varianceOfLogRank()) / Math.abs(slope);
            double chance = Z95 * law.deviationOfSeen();
            long once = Arrays.stream(counts).filter(count -> count == 1).count();
            return new ZipfFit(
                    exponent,
                    exponent - error,
                    exponent + error,
                    keys,
                    known > 0 ? known : keys(exponent, Math.max(1, counts.length - chance)),
                    known > 0 ? known : keys(exponent, counts.length + chance),
                    requests,
                    counts.length,
                    once,
                    law.once(),
                    law.distance(counts));
        }

        /** The exponent for which the sum is expected that was seen: it falls as the exponent grows. */
        private double exponent() {
            double low = 0;
            double high = STEEPEST;
            if (sum(0) <= sum) {
                return 0;
            }
            for (int i = 0; i < HALVINGS; i++) {
                double middle = (low + high) / 2;
                if (sum(middle) > sum) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return (low + high) / 2;
        }

        private double sum(double exponent) {
            return new RankedCounts(exponent, keys(exponent, counts.length), requests).sum();
        }

        /** Of how many keys so many are expected to be seen. */
        private long keys(double exponent, double seen) {
            if (known > 0) {
                return known;
            }
            long low = (long) Math.max(1, Math.floor(seen));
            long high = MOST_KEYS;
            if (new RankedCounts(exponent, low, requests).seen() >= seen - 0.5) {
                return low;
            }
            while (high - low > Math.max(1, low / 100_000)) {
                long middle = (long) StrictMath.sqrt((double) low * high);
                middle = Math.min(high - 1, Math.max(low + 1, middle));
                if (new RankedCounts(exponent, middle, requests).seen() < seen) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return high;
        }
    }
}
