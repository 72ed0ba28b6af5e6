package dev.brownout.random;

/**
 * Distribution of numbers of tokens: whole numbers from 1 to {@link #MAXIMUM}.
 *
 * @param numbers distribution of the numbers, before they are rounded
 */
public record TokenCounts(Distribution numbers) {
    /** Maximum number of tokens in a sample. */
    public static final int MAXIMUM = 100_000_000;

    /** Sampler of numbers of tokens. */
    @FunctionalInterface
    public interface TokenSampler {
        /** Returns the next number of tokens: the nearest whole number from 1 to {@link TokenCounts#MAXIMUM}. */
        int sample(KeyedRandom random);
    }

    /** Returns a sampler of this distribution. */
    public TokenSampler sampler() {
        Sampler sampler = numbers.sampler();
        return random -> (int) Math.max(1, Math.min(MAXIMUM, sampler.sampleNanos(random)));
    }

    /** Returns the mean before rounding, at least 1 and at most {@link #MAXIMUM}. */
    public double mean() {
        return Math.max(1, Math.min(MAXIMUM, numbers.mean()));
    }

    /** Returns the smallest number of tokens that a sample does not exceed with a probability from 0 to 1. */
    public int quantile(double probability) {
        return (int) Math.max(1, Math.min(MAXIMUM, Math.rint(numbers.quantile(probability))));
    }
}
