package dev.brownout.randomscenario;

/**
 * Duration and expected number of requests of a scenario, which determine all other magnitudes. A run of 1 us has
 * network delays of nanoseconds, and no run has more than about a thousand requests.
 *
 * @param runNanos simulated duration, in ns
 * @param requests expected number of requests
 */
record Scale(long runNanos, double requests) {
    private static final double SECOND = 1e9;

    /** Returns a random scale: mostly seconds, from 1 us to 30 min. */
    static Scale of(Chance chance) {
        int kind = chance.nextInt(10);
        double run = kind < 6
                ? chance.logarithmic(1 * SECOND, 60 * SECOND)
                : kind < 7
                        ? chance.logarithmic(60 * SECOND, 1800 * SECOND)
                        : kind < 9 ? chance.logarithmic(1e6, SECOND) : chance.logarithmic(1e3, 1e6);
        return new Scale(round(run), chance.logarithmic(30, 900));
    }

    /** Returns the load, in requests/s. */
    double perSecond() {
        return StrictMath.min(1e9, requests / runNanos * SECOND);
    }

    /** Returns a duration rounded down to two leading digits. */
    static long round(double nanos) {
        long power = 1;
        while (nanos / power >= 100) {
            power *= 10;
        }
        return StrictMath.max(1, (long) (nanos / power)) * power;
    }
}
