package dev.brownout.scenario;

import dev.brownout.elementary.ElementaryFunctions;

/**
 * Fluid model of the visits of users that return. Each user returns with a probability p after each visit, a mean time
 * m after its start. With a new users per second, the number n of users that will return follows n' = p (a + n / m) - n
 * / m, which is exact if that time is exponential, and in the long run for every distribution: n = a m p / (1 - p).
 *
 * @param share the probability p
 * @param cycleSeconds the mean time m; infinite if users do not return in a run
 */
public record ReturningVisits(double share, double cycleSeconds) {
    /** Exponent below which the functions are computed by their series. */
    private static final double SMALL = 1e-4;

    /**
     * Returns the users that will return at the end of an interval.
     *
     * @param before the users that will return at its start
     * @param newPerSecond new users per second
     */
    public double after(double before, double newPerSecond, double seconds) {
        double x = exponent(seconds);
        return before * ElementaryFunctions.exp(-x) + share * newPerSecond * seconds * mean(x);
    }

    /** Returns the mean number of returning visits per second in an interval. */
    public double perSecond(double before, double newPerSecond, double seconds) {
        double x = exponent(seconds);
        return (before * mean(x) + share * newPerSecond * seconds * meanOfMean(x)) / cycleSeconds;
    }

    private double exponent(double seconds) {
        return (1 - share) * seconds / cycleSeconds;
    }

    /** Returns (1 - e^-x) / x. */
    private static double mean(double x) {
        return x < SMALL ? 1 - x / 2 + x * x / 6 : -ElementaryFunctions.expm1(-x) / x;
    }

    /** Returns (x - 1 + e^-x) / x². */
    private static double meanOfMean(double x) {
        return x < SMALL ? 0.5 - x / 6 + x * x / 24 : (1 - mean(x)) / x;
    }
}
