package dev.brownout.random;

/** Draws from one law, with everything that does not depend on chance worked out beforehand. */
@FunctionalInterface
public interface Sampler {

    /** The next value of the law, in the law's own unit. */
    double sample(KeyedRandom random);

    /** What {@link #sampleNanos} never exceeds: 73 years in nanoseconds, far from where sums of times overflow. */
    long MOST_NANOS = 1L << 61;

    /** The next value as whole nanoseconds (or bytes): the nearest from 0 to {@link #MOST_NANOS}. */
    default long sampleNanos(KeyedRandom random) {
        return Math.max(0, Math.min(MOST_NANOS, (long) (sample(random) + 0.5)));
    }
}
