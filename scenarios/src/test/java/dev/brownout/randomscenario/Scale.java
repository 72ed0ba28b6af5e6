package dev.brownout.randomscenario;

/**
 * How long a scenario runs and how much it is asked, which everything else in it is sized by: a run of a microsecond
 * has hops of nanoseconds, and none has more than a few thousand requests.
 *
 * @param runNanos simulated length
 * @param requests how many are expected in it
 */
record Scale(long runNanos, double requests) {
    private static final double SECOND = 1e9;

    /** A scale for one scenario: seconds mostly, down to a microsecond and up to half an hour. */
    static Scale of(Chance chance) {
        int kind = chance.below(10);
        double run = kind < 6
                ? chance.logarithmic(1 * SECOND, 60 * SECOND)
                : kind < 7
                        ? chance.logarithmic(60 * SECOND, 1800 * SECOND)
                        : kind < 9 ? chance.logarithmic(1e6, SECOND) : chance.logarithmic(1e3, 1e6);
        return new Scale(round(run), chance.logarithmic(30, 900));
    }

    /** The load that this makes, in requests a second. */
    double perSecond() {
        return StrictMath.min(1e9, requests / runNanos * SECOND);
    }

    /** A length with two leading digits, as people write them. */
    static long round(double nanos) {
        long power = 1;
        while (nanos / power >= 100) {
            power *= 10;
        }
        return StrictMath.max(1, (long) (nanos / power)) * power;
    }
}
