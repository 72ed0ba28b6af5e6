package dev.brownout.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;

/**
 * A family of statistical tests, judged together: by Holm's method a right implementation fails the family once in a
 * thousand seeds, and the seed is a hash of the name, so that none is ever picked.
 */
final class Trial {

    private static final double LEVEL = 0.001;

    private final String name;
    private final Map<String, Double> pValues = new LinkedHashMap<>();

    Trial(String name) {
        this.name = name;
    }

    /** The random numbers of one test of this family. */
    Draws draws(String test) {
        return draws(name, test);
    }

    static Draws draws(String name, String test) {
        return new Draws(Draws.key(0, 0, name + "/" + test));
    }

    /** Compares a sample with the cumulative probabilities it should follow (Kolmogorov-Smirnov). */
    void kolmogorovSmirnov(String test, double[] sample, DoubleUnaryOperator cumulative) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        double n = sorted.length;
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            double expected = cumulative.applyAsDouble(sorted[i]);
            distance = Math.max(distance, Math.max(expected - i / n, (i + 1) / n - expected));
        }
        double below = new KolmogorovSmirnovTest().ksSum(distance * Math.sqrt(n), 1e-15, 100_000);
        pValues.put(test, 1 - below);
    }

    /** Compares counts with the probabilities they should follow (Pearson's chi-square). */
    void chiSquare(String test, long[] counts, double[] probabilities) {
        long total = Arrays.stream(counts).sum();
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            double expected = total * probabilities[i];
            assertThat(expected).as("%s: expected count of class %d", test, i).isGreaterThan(5);
            sum += (counts[i] - expected) * (counts[i] - expected) / expected;
        }
        pValues.put(test, 1 - new ChiSquaredDistribution(null, counts.length - 1.0).cumulativeProbability(sum));
    }

    /** Whether pairs of numbers in [0, 1) fall evenly and independently into the fields of a 32 by 32 board. */
    void independence(String test, double[] first, double[] second) {
        long[] counts = new long[32 * 32];
        double[] even = new double[counts.length];
        Arrays.fill(even, 1.0 / counts.length);
        for (int i = 0; i < first.length; i++) {
            counts[((int) (first[i] * 32)) * 32 + (int) (second[i] * 32)]++;
        }
        chiSquare(test, counts, even);
    }

    /** Fails when the least p-value is too small for a family of this size. */
    void verdict() {
        assertThat(pValues).isNotEmpty();
        pValues.forEach((test, p) ->
                assertThat(p * pValues.size()).as("%s: p = %s", test, p).isGreaterThan(LEVEL));
    }
}
