package dev.brownout.importing.fitting;

import dev.brownout.elementary.ElementaryFunctions;
import org.apache.commons.math3.special.Gamma;

/**
 * Expected statistics of a number of requests for keys with a Zipf distribution, with keys ranked by their request
 * counts. The count of each key is modelled as Poisson. The first 64 ranks are computed individually. Higher ranks are
 * grouped into cells with ranks that differ by at most 2 %.
 */
final class RankedCounts {
    private static final int SINGLE_RANKS = 64;
    private static final double GROWTH = 1.02;
    /** Number of standard deviations from the mean beyond which the probability of a count is neglected. */
    private static final double MAX_DEVIATIONS = 8;

    private final long requests;
    private final int cells;
    private final double[] cellSize = new double[SINGLE_RANKS + 2000];
    private final double[] middleRank = new double[SINGLE_RANKS + 2000];
    private final double[] meanCount = new double[SINGLE_RANKS + 2000];

    RankedCounts(double exponent, long keys, long requests) {
        this.requests = requests;
        int cell = 0;
        double total = 0;
        for (long first = 1; first <= keys; cell++) {
            long last = first < SINGLE_RANKS ? first : Math.min(keys, (long) (first * GROWTH));
            cellSize[cell] = last - first + 1;
            middleRank[cell] = last == first ? first : (first + last) / 2.0;
            meanCount[cell] = ElementaryFunctions.exp(-exponent * ElementaryFunctions.log(middleRank[cell]));
            total += cellSize[cell] * meanCount[cell];
            first = last + 1;
        }
        this.cells = cell;
        for (int i = 0; i < cell; i++) {
            meanCount[i] *= requests / total;
        }
    }

    /** Returns the expected number of different keys that are requested. */
    double distinctKeys() {
        double sum = 0;
        for (int i = 0; i < cells; i++) {
            sum -= cellSize[i] * ElementaryFunctions.expm1(-meanCount[i]);
        }
        return sum;
    }

    /** Returns the standard deviation of the number of different keys that are requested. */
    double deviationOfSeen() {
        double sum = 0;
        for (int i = 0; i < cells; i++) {
            double unseenProbability = ElementaryFunctions.exp(-meanCount[i]);
            sum += cellSize[i] * unseenProbability * (1 - unseenProbability);
        }
        return Math.sqrt(sum);
    }

    /** Returns the expected number of keys that are requested exactly once. */
    double singletons() {
        double sum = 0;
        for (int i = 0; i < cells; i++) {
            sum += cellSize[i] * meanCount[i] * ElementaryFunctions.exp(-meanCount[i]);
        }
        return sum;
    }

    /** Returns the variance of the logarithm of the true rank of a request's key. */
    double varianceOfLogRank() {
        double meanLog = 0;
        double meanSquareLog = 0;
        for (int i = 0; i < cells; i++) {
            double log = ElementaryFunctions.log(middleRank[i]);
            double share = cellSize[i] * meanCount[i] / requests;
            meanLog += share * log;
            meanSquareLog += share * log * log;
        }
        return meanSquareLog - meanLog * meanLog;
    }

    /**
     * Returns the expected sum of count times ln(rank) over all keys. A key of rank r and count c adds ln(r) once for
     * each number from 1 to c. The sum is therefore, over all numbers n, the log-factorial of the number of keys with a
     * count of at least n.
     */
    double sum() {
        double[] atLeast = atLeast();
        double sum = 0;
        for (int count = 1; count < atLeast.length; count++) {
            sum += atLeast[count] > 0 ? Gamma.logGamma(atLeast[count] + 1) : 0;
        }
        return sum;
    }

    /** Returns the expected number of keys with at least each count. */
    private double[] atLeast() {
        double[] keys =
                new double[(int) (meanCount[0] + MAX_DEVIATIONS * Math.sqrt(meanCount[0]) + 2 * MAX_DEVIATIONS) + 2];
        double[] certainKeys = new double[keys.length + 1];
        for (int i = 0; i < cells; i++) {
            double reach = MAX_DEVIATIONS * Math.sqrt(meanCount[i]) + MAX_DEVIATIONS;
            int low = (int) Math.max(0, meanCount[i] - reach);
            int high = (int) Math.min(keys.length - 1.0, meanCount[i] + reach);
            certainKeys[low] += cellSize[i];
            double probability = ElementaryFunctions.exp(
                    low * ElementaryFunctions.log(meanCount[i]) - meanCount[i] - Gamma.logGamma(low + 1.0));
            double remaining = 1;
            for (int count = low + 1; count <= high; count++) {
                remaining -= probability;
                keys[count] += cellSize[i] * Math.max(0, remaining);
                probability *= meanCount[i] / count;
            }
        }
        double cumulative = 0;
        for (int count = keys.length - 1; count >= 0; count--) {
            cumulative += certainKeys[count];
            keys[count] += cumulative;
        }
        return keys;
    }

    /**
     * Returns the largest difference between the observed and the expected share of requests for the most popular keys,
     * over all numbers of keys.
     *
     * @param ascending counts of the observed keys, ascending
     */
    double distance(long... ascending) {
        double[] atLeast = atLeast();
        double largest = 0;
        double observed = 0;
        double expected = 0;
        int count = atLeast.length - 1;
        for (int rank = 1; rank <= ascending.length; rank++) {
            observed += ascending[ascending.length - rank];
            while (count > 0 && atLeast[count] < rank - 0.5) {
                count--;
            }
            expected += count;
            largest = Math.max(largest, Math.abs(observed - expected) / requests);
        }
        return largest;
    }
}
