package dev.brownout.policy;

import java.util.function.IntToDoubleFunction;

/** Confidence interval of 99.9 % for the mean of a measurement over twenty seeds. */
public record SeedInterval(double low, double high) {
    private static final int SEEDS = 20;
    /** Quantile 99.95 % of Student's distribution with 19 degrees of freedom. */
    private static final double STUDENT = 3.883;

    public static SeedInterval of(IntToDoubleFunction bySeed) {
        double sum = 0;
        double squares = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            double one = bySeed.applyAsDouble(seed);
            sum += one;
            squares += one * one;
        }
        double mean = sum / SEEDS;
        double deviation = Math.sqrt(Math.max(0, (squares - sum * mean) / (SEEDS - 1)));
        double half = STUDENT * deviation / Math.sqrt(SEEDS);
        return new SeedInterval(mean - half, mean + half);
    }
}
