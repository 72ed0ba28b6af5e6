package dev.brownout.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/**
 * Family of statistical tests with one verdict. By Holm's method a correct implementation fails the family for one in a
 * thousand seeds. The seed is a hash of the name, so that it is never selected.
 */
final class StatisticalTestFamily {

    private static final double LEVEL = 0.001;

    private final String name;
    private final Map<String, Double> pValues = new LinkedHashMap<>();

    StatisticalTestFamily(String name) {
        this.name = name;
    }

    /** Returns the random stream of one test of this family. */
    KeyedRandom randomStream(String test) {
        return randomStream(name, test);
    }

    static KeyedRandom randomStream(String name, String test) {
        return new KeyedRandom(KeyedRandom.key(0, 0, name + "/" + test));
    }

    /** Compares a sample with the expected cumulative probabilities (Kolmogorov-Smirnov). */
    void kolmogorovSmirnov(String test, double[] sample, DoubleUnaryOperator cumulative) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        double n = sorted.length;
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            double expected = cumulative.applyAsDouble(sorted[i]);
            distance = Math.max(distance, Math.max(expected - i / n, (i + 1) / n - expected));
        }
        pValues.put(test, 1 - new KolmogorovSmirnovTest().pelzGood(distance, sorted.length));
    }

    /**
     * Compares a sample with the expected cumulative probabilities, with emphasis on the tails (Anderson-Darling). The
     * statistic is a sum of squares of normal variables, the j-th divided by j(j+1) (Anderson and Darling 1952). Its
     * largest terms give the probability of large values. Only small p-values are accurate, and no others matter.
     */
    void andersonDarling(String test, double[] sample, DoubleUnaryOperator cumulative) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double below = Math.min(1 - 1e-15, Math.max(1e-15, cumulative.applyAsDouble(sorted[i])));
            sum += (2 * i + 1) * Math.log(below) + (2 * (n - i) - 1) * Math.log1p(-below);
        }
        double statistic = -n - sum / n;
        pValues.put(test, Math.min(1, Math.sqrt(3) * Erf.erfc(Math.sqrt(Math.max(0, statistic)))));
    }

    /** Checks that two sequences are uncorrelated (the coefficient of many pairs is normally distributed). */
    void uncorrelated(String test, double[] first, double[] second) {
        double coefficient = new PearsonsCorrelation().correlation(first, second);
        pValues.put(test, Erf.erfc(Math.abs(coefficient) * Math.sqrt(first.length / 2.0)));
    }

    /** Compares counts with the expected probabilities (Pearson's chi-square). */
    void chiSquare(String test, long[] counts, double[] probabilities) {
        long total = Arrays.stream(counts).sum();
        double[] expected = Arrays.stream(probabilities).map(p -> p * total).toArray();
        for (int i = 0; i < expected.length; i++) {
            assertThat(expected[i])
                    .as("%s: expected count of class %d", test, i)
                    .isGreaterThan(5);
        }
        pValues.put(test, new ChiSquareTest().chiSquareTest(expected, counts));
    }

    /** Checks that pairs of numbers in [0, 1) fall uniformly and independently into the cells of a 32 by 32 grid. */
    void independence(String test, double[] first, double[] second) {
        long[] counts = new long[32 * 32];
        double[] even = new double[counts.length];
        Arrays.fill(even, 1.0 / counts.length);
        for (int i = 0; i < first.length; i++) {
            counts[((int) (first[i] * 32)) * 32 + (int) (second[i] * 32)]++;
        }
        chiSquare(test, counts, even);
    }

    /** Fails if the smallest p-value is too small for a family of this size. */
    void verdict() {
        assertThat(pValues).isNotEmpty();
        pValues.forEach((test, p) ->
                assertThat(p * pValues.size()).as("%s: p = %s", test, p).isGreaterThan(LEVEL));
    }
}
