package dev.brownout.random;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FunctionSyntax;
import dev.brownout.spec.InvalidArgumentMessage;
import dev.brownout.spec.Kind;

/**
 * Keys 1 to {@code size} with popularity proportional to rank<sup>-exponent</sup> (Zipf's law). The popularity is
 * uniform for exponent 0.
 */
public final class ZipfKeys implements KeyPopularity {

    private final double exponent;
    private final int size;
    private final double total;

    /** Arguments in the scenario language. */
    @Kind("zipf")
    @Doc("Zipf distribution: the probability of the k-th key is proportional to 1/k^s.")
    @Example("zipf(1.0 100k)")
    public record Arguments(
            @Doc("Exponent: 0 is uniform, 1 is common.") @AtLeast(0) @AtMost(20)
            double s,

            @Doc("Number of keys.") @AtLeast(1) @AtMost(MOST_KEYS) @InvalidArgumentMessage(fraction = FRACTION)
            int keys)
            implements FunctionSyntax<KeyPopularity> {
        @Override
        public ZipfKeys parsedValue() {
            return new ZipfKeys(s, keys);
        }
    }

    /** Throws unless the exponent is at least 0 and finite and there are 1 to 1,000,000,000 keys. */
    public ZipfKeys(double exponent, int size) {
        DistributionArguments.notNegative("exponent", exponent);
        DistributionArguments.require(
                size >= 1 && size <= MOST_KEYS, "number of keys must be from 1 to " + MOST_KEYS, size);
        this.exponent = exponent;
        this.size = size;
        this.total = sumOfPowers(exponent, size);
    }

    /** Returns the exponent of Zipf's law. */
    public double exponent() {
        return exponent;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public double probability(int rank) {
        return ElementaryFunctions.pow(rank, -exponent) / total;
    }

    @Override
    public int key(int rank, KeyNames names) {
        return rank;
    }

    @Override
    public int descendingFrom() {
        return 1;
    }

    @Override
    public KeySampler sampler(KeyNames names) {
        ZipfCells cells = new ZipfCells(exponent, size);
        return (random, number) -> cells.next(random);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ZipfKeys that && exponent == that.exponent && size == that.size;
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(exponent) + size;
    }

    @Override
    public String toString() {
        return "ZipfKeys[exponent=" + exponent + ", size=" + size + "]";
    }

    /**
     * Returns the sum of k<sup>-s</sup> for k from 1 to n: term by term up to 1000, then by the Euler-Maclaurin
     * formula.
     */
    private static double sumOfPowers(double s, int n) {
        int m = Math.min(n, 1000);
        double sum = 0;
        for (int k = 1; k < m; k++) {
            sum += ElementaryFunctions.pow(k, -s);
        }
        double first = ElementaryFunctions.pow(m, -s);
        if (m == n) {
            return sum + first;
        }
        double last = ElementaryFunctions.pow(n, -s);
        double log = ElementaryFunctions.log((double) n / m);
        double integral = m * first * (s == 1 ? log : ElementaryFunctions.expm1((1 - s) * log) / (1 - s));
        return sum + integral + (first + last) / 2 + s * (first / m - last / n) / 12;
    }
}
