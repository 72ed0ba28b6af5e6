package dev.brownout.random;

/** Draws from one law, with everything that does not depend on chance worked out beforehand. */
@FunctionalInterface
public interface Sampler {

    /** The next value of the law, in the law's own unit. */
    double sample(Draws draws);

    /** The next value as whole nanoseconds (or bytes): rounded to the nearest, never below 0. */
    default long sampleNanos(Draws draws) {
        return Math.max(0, (long) (sample(draws) + 0.5));
    }
}
