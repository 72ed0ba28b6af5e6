package dev.brownout.importing.fitting;

import org.apache.commons.math3.special.Gamma;

/**
 * Expected statistics of a number of requests for keys with a Zipf distribution, with keys ranked by their request
 * counts. The count of each key is modelled as Poisson. The first 64 ranks are computed individually. Higher ranks are
 * grouped into cells with ranks that differ by at most 2 %.
 */
final class RankedCounts {
    private static final int ALONE = 64;
    private static final double GROWTH = 1.02;
    /** Number of standard deviations from the mean beyond which the probability of a count is neglected. */
    private static final double REACH = 8;

    private final long requests;
    private final int cells;
    private final double[] length = new double[ALONE + 2000];
    private final double[] middle = new double[ALONE + 2000];
    private final double[] mean = new double[ALONE + 2000];

    RankedCounts(double exponent, long keys, long requests) {
        this.requests = requests;
        int found = 0;
        double total = 0;
        for (long first = 1; first <= keys; found++) {
            long last = first < ALONE ? first : Math.min(keys, (long) (first * GROWTH));
            length[found] = last - first + 1;
            middle[found] = last == first ? first : (first + last) / 2.0;
            mean[found] = StrictMath.exp(-exponent * StrictMath.log(middle[found]));
            total += length[found] * mean[found];
            first = last + 1;
        }
        this.cells = found;
        for (int i = 0; i < found; i++) {
            mean[i] *= requests / total;
        }
    }

    /** Returns the expected number of different keys that are requested. */
    double seen() {
        double sum = 0;
        for (int i = 0; i < cells; i++) {
            sum -= length[i] * StrictMath.expm1(-mean[i]);
        }
        return sum;
    }

    /** Returns the standard deviation of the number of different keys that are requested. */
    double deviationOfSeen() {
        double sum = 0;
        for (int i = 0; i < cells; i++) {
            double none = StrictMath.exp(-mean[i]);
            sum += length[i] * none * (1 - none);
        }
        return StrictMath.sqrt(sum);
    }

    /** Returns the expected number of keys that are requested exactly once. */
    double once() {
        double sum = 0;
        for (int i = 0; i < cells; i++) {
            sum += length[i] * mean[i] * StrictMath.exp(-mean[i]);
        }
        return sum;
    }

    /** Returns the variance of the logarithm of the true rank of a request's key. */
    double varianceOfLogRank() {
        double first = 0;
        double second = 0;
        for (int i = 0; i < cells; i++) {
            double log = StrictMath.log(middle[i]);
            double share = length[i] * mean[i] / requests;
            first += share * log;
            second += share * log * log;
        }
        return second - first * first;
    }

    /**
     * Returns the expected sum of count times ln(rank) over all keys. A key of rank r and count c adds ln(r) once for
     * each number from 1 to c. The sum is therefore, over all numbers n, the logarithm of the factorial of the number
     * of keys with a count of at least n.
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
        double[] keys = new double[(int) (mean[0] + REACH * StrictMath.sqrt(mean[0]) + 2 * REACH) + 2];
        double[] surely = new double[keys.length + 1];
        for (int i = 0; i < cells; i++) {
            double reach = REACH * StrictMath.sqrt(mean[i]) + REACH;
            int from = (int) Math.max(0, mean[i] - reach);
            int to = (int) Math.min(keys.length - 1.0, mean[i] + reach);
            surely[from] += length[i];
            double probability = StrictMath.exp(from * StrictMath.log(mean[i]) - mean[i] - Gamma.logGamma(from + 1.0));
            double left = 1;
            for (int count = from + 1; count <= to; count++) {
                left -= probability;
                keys[count] += length[i] * Math.max(0, left);
                probability *= mean[i] / count;
            }
        }
        double running = 0;
        for (int count = keys.length - 1; count >= 0; count--) {
            running += surely[count];
            keys[count] += running;
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
        double seen = 0;
        double expected = 0;
        int count = atLeast.length - 1;
        for (int rank = 1; rank <= ascending.length; rank++) {
            seen += ascending[ascending.length - rank];
            while (count > 0 && atLeast[count] < rank - 0.5) {
                count--;
            }
            expected += count;
            largest = Math.max(largest, Math.abs(seen - expected) / requests);
        }
        return largest;
    }
}
