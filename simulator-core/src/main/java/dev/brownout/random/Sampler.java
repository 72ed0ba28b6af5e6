package dev.brownout.random;

/** A sampler of one distribution, with all deterministic values precomputed. */
@FunctionalInterface
public interface Sampler {

    /** Returns the next value of the distribution, in the distribution's own unit. */
    double sample(KeyedRandom random);

    /** The largest value of {@link #sampleNanos}: 73 years in nanoseconds, far from where sums of times overflow. */
    long MOST_NANOS = 1L << 61;

    /** Returns the next value as whole nanoseconds (or bytes): the nearest from 0 to {@link #MOST_NANOS}. */
    default long sampleNanos(KeyedRandom random) {
        return Math.max(0, Math.min(MOST_NANOS, (long) (sample(random) + 0.5)));
    }
}
